-- The walk of an event has the instant of its details and the relation of its
-- user to its device; a user's latest event is a walk of theirs; a history
-- names the state of the satellite that it shows.
{%- set first_day = tested_from() %}

with

walks as (

    select * from {{ ref('bridge_user_event_content') }}
    where load_date >= {{ first_day }}

),

wrong_walks as (

    select
        'bridge_user_event_content' as table_name,
        hex(walks.event_hk) as row_key

    from walks
    left join {{ ref('sat_event_details') }} as details
        on
            walks.event_hk = details.event_hk
            and walks.event_at = details.event_at
            and walks.load_datetime = details.load_datetime
    left join {{ ref('link_user_device') }} as relations
        on
            walks.user_device_hk = relations.user_device_hk
            and walks.user_hk = relations.user_hk
            and walks.device_hk = relations.device_hk
    where details.event_hk is null or relations.user_device_hk is null

),

latest as (

    select
        user_hk,
        max(event_at) as event_at

    from {{ ref('bridge_user_event_content') }}
    where event_at >= {{ first_day }}
    group by all

),

wrong_latest as (

    select
        'bv_user_latest_event' as table_name,
        hex(found.user_hk) as row_key

    from {{ ref('bv_user_latest_event') }} as found
    left join latest on found.user_hk = latest.user_hk
    left join {{ ref('bridge_user_event_content') }} as walks
        on
            found.event_hk = walks.event_hk
            and found.user_hk = walks.user_hk
            and found.device_hk = walks.device_hk
            and found.event_at = walks.event_at
    where
        found.event_at >= {{ first_day }}
        and (
            found.event_at is distinct from latest.event_at
            or walks.event_hk is null
        )

),

{% set histories = {
    'bv_device_history': ['device_hashdiff', [
        'device_app_version', 'device_model', 'device_os',
        'device_os_version', 'device_type',
    ]],
    'bv_user_location_history': ['location_hashdiff', [
        'location_city', 'location_country', 'location_region',
        'location_timezone',
    ]],
    'bv_user_subscription_history': ['subscription_hashdiff', [
        'billing_cycle', 'plan', 'services', 'start_date', 'status',
    ]],
} -%}

wrong_histories as (

    {% for history, (hashdiff, columns) in histories.items() -%}
    select
        '{{ history }}' as table_name,
        hex({{ hashdiff }}) as row_key

    from {{ ref(history) }}
    where
        valid_to >= {{ first_day }}
        and {{ hashdiff }}
        is distinct from {{ hashed_by_hand(columns) | indent(8) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from wrong_walks
union all
select * from wrong_latest
union all
select * from wrong_histories
