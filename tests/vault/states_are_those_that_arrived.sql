-- Each state of a place, a device, a subscription or a post is one that
-- arrived, with its instants; so is each sighting, and what an event's details
-- name. It is done for a sixteenth of the keys; each day has others.
{%- set first_day = tested_from() %}
{%- set location = hashed_by_hand([
    'location_city', 'location_country', 'location_region', 'location_timezone'
]) %}
{%- set device = hashed_by_hand([
    'device_app_version', 'device_model', 'device_os', 'device_os_version',
    'device_type'
]) %}

with

events as (

    select
        *,
        greatest(ingested_at, {{ batch_closes_at('load_date - 1') }})
            as load_datetime

    from {{ ref('stg_consumer_events__events') }}
    where load_date >= {{ first_day }}

),

changes as (

    select
        *,
        case change_kind when 'cancel' then 'cancelled' else 'active' end
            as status,
        greatest(changed_at, {{ batch_closes_at('load_date - 1') }})
            as load_datetime

    from {{ ref('stg_platform__subscription_changes') }}
    where load_date >= {{ first_day }}

),

arrived as (

    select
        'place' as state_of,
        user_id as durable_key,
        {{ location | indent(8) }} as state_hash,
        event_at as state_at,
        load_datetime

    from events
    union all
    select
        'device' as state_of,
        device_id as durable_key,
        {{ device | indent(8) }} as state_hash,
        event_at as state_at,
        load_datetime

    from events
    union all
    select
        'device of an event' as state_of,
        event_id as durable_key,
        {{ device | indent(8) }} as state_hash,
        event_at as state_at,
        load_datetime

    from events
    union all
    select
        'place of an event' as state_of,
        event_id as durable_key,
        {{ location | indent(8) }} as state_hash,
        event_at as state_at,
        load_datetime

    from events
    union all
    select
        'subscription' as state_of,
        user_id as durable_key,
        {{ hashed_by_hand([
            'billing_cycle', 'plan', 'services', 'start_date', 'status'
        ]) | indent(8) }} as state_hash,
        changed_at as state_at,
        load_datetime

    from changes
    union all
    select
        'services' as state_of,
        user_id as durable_key,
        null as state_hash,
        changed_at as state_at,
        load_datetime

    from changes
    union all
    select
        'post' as state_of,
        post_id as durable_key,
        null as state_hash,
        changed_at as state_at,
        greatest(changed_at, {{ batch_closes_at('load_date - 1') }})
            as load_datetime

    from {{ ref('stg_platform__post_changes') }}
    where load_date >= {{ first_day }}

),

expected as (

    select distinct
        state_of,
        state_hash,
        state_at,
        unhex(md5(durable_key::varchar)) as key_hash,
        -- those of one instant follow each other by a microsecond
        date_trunc('second', load_datetime) as load_second

    from arrived
    where {{ in_todays_sample('md5(durable_key::varchar)') }}

),

found as (

    {% for table, (state_of, key, hashdiff, state_at) in {
        'xts_user_location': ['place', 'user_hk', 'hashdiff', 'event_at'],
        'sat_user_location': [
            'place', 'user_hk', 'location_hashdiff', 'event_at'
        ],
        'sat_device': ['device', 'device_hk', 'device_hashdiff', 'event_at'],
        'sat_event_details': [
            'device of an event', 'event_hk', 'device_hashdiff', 'event_at'
        ],
        'sat_event_details as again': [
            'place of an event', 'event_hk', 'location_hashdiff', 'event_at'
        ],
        'xts_user_subscription': [
            'subscription', 'user_hk', 'hashdiff', 'event_at'
        ],
        'sat_user_subscription': [
            'subscription', 'user_hk', 'subscription_hashdiff', 'changed_at'
        ],
        'sat_post': ['post', 'post_hk', 'null', 'changed_at'],
        'masat_connected_services': [
            'services', 'user_hk', 'null', 'changed_at'
        ],
    }.items() -%}
    select
        '{{ state_of }}' as state_of,
        {{ key }} as key_hash,
        {{ hashdiff }} as state_hash,
        {{ state_at }} as state_at,
        load_datetime

    from {{ ref(table.split(' ')[0]) }}
    where
        load_datetime >= {{ batch_closes_at(first_day ~ ' - 1') }}
        and load_datetime > timestamp '1900-01-01'
        and {{ in_todays_sample('hex(' ~ key ~ ')') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    found.state_of,
    hex(found.key_hash) as key_hash,
    found.load_datetime

from found
left join expected
    on
        found.state_of = expected.state_of
        and found.key_hash = expected.key_hash
        and found.state_at = expected.state_at
        and found.state_hash is not distinct from expected.state_hash
        and date_trunc('second', found.load_datetime) = expected.load_second
where expected.key_hash is null
union all
select
    'sighting of ' || satellite_name as state_of,
    null as key_hash,
    load_datetime

from {{ ref('xts_user_location') }}
where satellite_name <> 'sat_user_location'
union all
select
    'sighting of ' || satellite_name as state_of,
    null as key_hash,
    load_datetime

from {{ ref('xts_user_subscription') }}
where satellite_name <> 'sat_user_subscription'
union all
select
    'event in version 2' as state_of,
    hex(newer.event_hk) as key_hash,
    newer.load_datetime

from {{ ref('sat_event_details_v2') }} as newer
left join {{ ref('sat_event_details') }} as details
    on newer.event_hk = details.event_hk
where
    newer.load_datetime >= {{ batch_closes_at(first_day ~ ' - 1') }}
    and newer.load_datetime > timestamp '1900-01-01'
    and newer.event_at is distinct from details.event_at
