{{ config(
    materialized="incremental",
    unique_key="session_id",
) }}

with

sessions as (

    select * from {{ in_window(ref('fct_sessions'), 'viewing_date') }}

),

events as (

    select * from {{ in_window(ref('fct_events'), 'viewing_date') }}

),

devices as (

    select * from {{ ref('dim_device') }}
    where {{ is_app_device() }}

),

locations as (

    select * from {{ ref('dim_location') }}

),

networks as (

    select
        session_id,
        arg_min(network_type, (event_at, event_id)) filter (
            where network_type is not null
        ) as network_type

    from events
    group by all

),

opens as (

    select distinct sessions.session_id
    from sessions
    inner join {{ ref('int_customerio__deliveries') }} as messages
        on
            sessions.user_id = messages.user_id
            and sessions.started_at >= messages.first_human_opened_at
            and sessions.started_at
            < messages.first_human_opened_at + interval '1' hour
    where messages.channel = 'push'

),

joined as (

    select
        ---------- keys
        sessions.session_id::varchar as session_id,
        devices.device_id::varchar as device_id,
        sessions.user_id::varchar as user_id,

        ---------- measures and attributes
        sessions.started_at as session_start,
        sessions.ended_at as session_end,
        sessions.session_seconds as session_duration_seconds,
        devices.app_version,
        devices.os_version,
        case
            when opens.session_id is not null then 'push_notification'
            else 'app_icon'
        end as entry_point,
        'background' as exit_point,
        sessions.events::integer as screen_views,
        sessions.events::integer as events_tracked,
        null::integer as crashes,
        {{ cio_network_type('networks.network_type') }} as network_type,
        locations.country_code as country,
        locations.timezone,

        ---------- flags
        false as is_active,
        false as is_background

    from sessions
    inner join devices
        on sessions.device_version_key = devices.device_version_key
    left join opens on sessions.session_id = opens.session_id
    left join networks on sessions.session_id = networks.session_id
    left join locations
        on sessions.location_version_key = locations.location_version_key

)

select * from joined
