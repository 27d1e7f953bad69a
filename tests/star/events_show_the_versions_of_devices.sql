-- What an event shows of its device is the version valid at its time, and each
-- version begins at an event. Of events at one instant, the highest counts.
with

events as (

    select *
    from {{ ref('stg_consumer_events__events') }}
    where event_at >= {{ window_opens_at(tested_from()) }}
    qualify event_id = max(event_id) over (
        partition by user_id, device_id, event_at
    )

),

versions as (

    select * from {{ ref('dim_device') }}
    where valid_to > {{ window_opens_at(tested_from()) }}

),

events_without_version as (

    select
        events.user_id,
        events.event_at,
        versions.valid_from

    from events
    left join versions
        on
            events.user_id = versions.user_id
            and events.device_id = versions.device_id
            and events.event_at >= versions.valid_from
            and events.event_at < versions.valid_to
    where
        versions.valid_from is null
        or events.device_type is distinct from versions.device_type
        or events.device_os is distinct from versions.os
        or events.device_os_version is distinct from versions.os_version
        or events.device_app_version is distinct from versions.app_version
        or events.device_model is distinct from versions.model

),

versions_without_event as (

    select
        versions.user_id,
        null::timestamp as event_at,
        versions.valid_from

    from versions
    anti join events
        on
            versions.user_id = events.user_id
            and versions.device_id = events.device_id
            and versions.valid_from = events.event_at
    where versions.valid_from >= {{ window_opens_at(tested_from()) }}

)

select * from events_without_version
union all
select * from versions_without_event
