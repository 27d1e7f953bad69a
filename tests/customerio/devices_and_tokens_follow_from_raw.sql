-- Devices as their last event left them, or their token where they have none
-- yet; tokens as raw tells their lives; and the two states of each event of a
-- device.
with

gone as (

    select
        user_id::varchar as user_id,
        min(changed_at) as gone_at

    from {{ ref('raw_user_changes') }}
    where kind = 'delete'
    group by all

),

tokens as (

    select
        token_id::varchar as token_id,
        device_id::varchar as device_id,
        user_id::varchar as user_id,
        lower(platform) as platform,
        min(changed_at) filter (where change = 'registered') as registered_at,
        min(changed_at) filter (where change <> 'registered') as ended_at,
        max(change) filter (where change <> 'registered') as end_reason

    from {{ ref('raw_cio_push_tokens') }}
    group by all

),

deliveries as (

    select
        pushes.device_tokens[1] as push_token,
        count(pushes.delivered_timestamp) as successes,
        count(pushes.error_message) as failures,
        max(pushes.delivered_timestamp) as last_delivery_at,
        max(errors.occurred_at) as last_failure_at,
        arg_max(errors.error_message, errors.occurred_at) as failure_reason,
        count(*) filter (where errors.error_category = 'bounced') as bounces

    from {{ ref('app_push_notifications') }} as pushes
    left join {{ ref('app_delivery_errors') }} as errors
        on pushes.delivery_id = errors.delivery_id
    group by all

),

installed as (

    select
        device_id,
        arg_max(user_id, registered_at) as user_id,
        arg_max(platform, registered_at) as platform,
        min(registered_at) as registered_at,
        max(registered_at) as renewed_at

    from tokens
    group by all

),

events as (

    select
        devices.*,
        devices.device_id::varchar as thing_id,
        facts.user_id::varchar as seen_user_id,
        facts.network_type,
        facts.location_version_key,
        facts.event_at

    from {{ ref('fct_events') }} as facts
    inner join {{ ref('dim_device') }} as devices
        on facts.device_version_key = devices.device_version_key
    where devices.device_type <> 'smartTV'
    qualify row_number() over (
        partition by devices.device_id
        order by facts.event_at desc, facts.event_id desc
    ) = 1

),

first_seen as (

    select
        device_id,
        min(valid_from) as first_seen_at

    from {{ ref('dim_device') }}
    group by all

),

devices as (

    select
        events.device_type as category,
        events.os_version,
        events.app_version,
        events.model,
        locations.timezone,
        locations.country_code,
        languages.language_code,
        events.event_at,
        installed.renewed_at,
        coalesce(events.thing_id, installed.device_id) as device_id,
        coalesce(events.seen_user_id, installed.user_id) as user_id,
        case events.device_type
            when 'desktop' then 'web'
            else coalesce(lower(events.os), installed.platform)
        end as device_type,
        case
            when events.os in ('iOS', 'macOS') then 'Apple'
            else split_part(events.model, ' ', 1)
        end as brand,
        case events.network_type
            when 'Mobile' then 'cellular'
            when 'WiFi' then 'wifi'
            when 'Ethernet' then 'wifi'
        end as network_type,
        least(first_seen.first_seen_at, installed.registered_at)
            as registered_at,
        coalesce(
            greatest(events.valid_from, events.event_at),
            installed.renewed_at
        ) as changed_at

    from events
    full join installed on events.thing_id = installed.device_id
    left join first_seen on events.device_id = first_seen.device_id
    left join {{ ref('dim_location') }} as locations
        on events.location_version_key = locations.location_version_key
    left join {{ ref('countries') }} as countries
        on locations.country_code = countries.country_code
    left join {{ ref('languages') }} as languages
        on countries.language = languages.language

),

-- a version is told of when the event that it begins with has arrived
arrivals as (

    select
        device_key,
        event_at,
        greatest(
            date_trunc('hour', arg_max(ingested_at, event_id))
            + interval '1' hour,
            arg_max(load_date, event_id)
        ) as told_at

    from {{ ref('fct_events') }}
    group by all

),

versions as (

    select
        device_key,
        device_id::varchar as device_id,
        user_id::varchar as user_id,
        app_version,
        os_version,
        valid_from,
        if(device_type = 'desktop', 'web', lower(os)) as device_type,
        lag(valid_from) over of_the_device as previous_from,
        lag(app_version) over of_the_device as previous_app_version,
        lag(os_version) over of_the_device as previous_os_version

    from {{ ref('dim_device') }}
    where device_type <> 'smartTV'
    window of_the_device as (partition by device_key order by valid_from)

)

select
    'devices' as table_name,
    coalesce(devices.device_id, found.device_id) as row_key

from devices
full join {{ ref('devices') }} as found on devices.device_id = found.device_id
left join gone on devices.user_id = gone.user_id
left join tokens
    on
        devices.device_id = tokens.device_id
        and tokens.ended_at is null
left join {{ ref('push_tokens') }} as push_tokens
    on tokens.token_id = push_tokens.token_id
where
    (
        devices.user_id, devices.device_type, devices.category,
        devices.os_version, devices.app_version, devices.model, devices.brand,
        devices.timezone, devices.country_code, devices.language_code,
        devices.network_type, push_tokens.push_token,
        tokens.token_id is not null, devices.event_at, devices.registered_at,
        greatest(devices.changed_at, gone.gone_at), gone.gone_at,
        case
            when gone.gone_at is not null then 'unregistered'
            when
                coalesce(devices.event_at, devices.renewed_at)
                < {{ last_loaded_day() }} - interval '28' day
                then 'inactive'
            else 'active'
        end
    ) is distinct from (
        found.user_id, found.device_type, found.device_category,
        found.os_version, found.app_version, found.model, found.brand,
        found.timezone, found.country, found.language, found.network_type,
        found.device_token, found.push_enabled, found.last_seen_at,
        found.registered_at, found.updated_at, found.unregistered_at,
        found.status
    )
    or found.device_type <> 'web' and lower(found.os_name) <> found.device_type
    or found.os_name is null
    or devices.network_type
    is distinct from found.metadata.custom_properties['network_type']
union all
select
    'push_tokens' as table_name,
    coalesce(tokens.token_id, found.token_id) as row_key

from tokens
full join {{ ref('push_tokens') }} as found
    on tokens.token_id = found.token_id
left join deliveries on found.push_token = deliveries.push_token
where
    (
        tokens.device_id, tokens.user_id, tokens.platform,
        tokens.registered_at, tokens.ended_at, tokens.ended_at is null,
        tokens.ended_at is null and coalesce(deliveries.bounces, 0) = 0,
        coalesce(deliveries.successes, 0), coalesce(deliveries.failures, 0),
        deliveries.last_delivery_at, deliveries.last_failure_at,
        coalesce(deliveries.failure_reason, tokens.end_reason)
    ) is distinct from (
        found.device_id, found.user_id, found.platform, found.registered_at,
        found.expired_at, found.is_active, found.is_valid,
        found.successful_deliveries, found.failed_deliveries,
        found.last_delivery_at, found.last_failure_at, found.failure_reason
    )
union all
select
    'device_events' as table_name,
    coalesce(versions.device_id, found.device_id) as row_key

from versions
full join {{ ref('device_events') }} as found
    on
        versions.device_id = found.device_id
        and versions.user_id = found.user_id
        and versions.valid_from = found.event_timestamp
        and found.event_type <> 'deleted'
left join arrivals
    on
        versions.device_key = arrivals.device_key
        and versions.valid_from = arrivals.event_at
where
    found.event_type is distinct from 'deleted'
    and (
        versions.device_type, versions.app_version, versions.os_version,
        if(versions.previous_from is null, 'registered', 'updated'),
        versions.previous_app_version, versions.previous_os_version,
        versions.previous_from,
        case
            when versions.previous_from is null then null
            when versions.previous_os_version <> versions.os_version
                then 'system_update'
            else 'app_update'
        end,
        if(versions.previous_from is null, null, 'active'),
        versions.valid_from,
        arrivals.told_at
    ) is distinct from (
        found.event_properties.device_type, found.app_version,
        found.os_version, found.event_type,
        found.previous_metadata.app_version,
        found.previous_metadata.os_version, found.previous_metadata.last_seen,
        found.event_properties.update_reason, found.previous_metadata.status,
        found.new_metadata.last_seen, found.received_at
    )
