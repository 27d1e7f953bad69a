{{ config(materialized="view") }}

with

details as (

    select * from {{ ref('sat_event_details') }}

),

walk as (

    select * from {{ ref('bridge_user_event_content') }}

),

details_v2 as (

    select * from {{ ref('sat_event_details_v2') }}

),

hub_event as (

    select * from {{ ref('hub_event') }}

),

hub_session as (

    select * from {{ ref('hub_session') }}

),

hub_user as (

    select * from {{ ref('hub_user') }}

),

hub_content as (

    select * from {{ ref('hub_content') }}

),

hub_device as (

    select * from {{ ref('hub_device') }}

),

in_session as (

    select * from {{ ref('int_events__in_session') }}

),

{% for dimension in [
    'user', 'content', 'device', 'location', 'user_subscription'
] -%}
dim_{{ dimension }} as (

    select * from {{ ref('bv_dim_' ~ dimension) }}

),

{% endfor -%}

events as (

    select
        hub_event.event_id,
        hub_user.user_id,
        hub_session.session_id,
        coalesce(hub_content.content_id, {{ no_content() }}) as content_id,
        hub_device.device_id,
        details.event_type,
        details.playback_quality,
        details.network_type,
        details_v2.player_version,
        details_v2.drm,
        details_v2.experiment_group,
        details.schema_version,
        details.play_duration_seconds,
        details.play_pct,
        details.buffering_incidents,
        details.playback_speed,
        details.bandwidth_mbps,
        details_v2.startup_milliseconds,
        details.is_paused,
        details.is_completed,
        details.is_orphan,
        details.is_late,
        details.event_at,
        details.viewing_date,
        details.ingested_at,
        details.load_date

    from details
    inner join walk
        on
            details.event_hk = walk.event_hk
            and details.load_date = walk.load_date
    inner join hub_event
        on
            details.event_hk = hub_event.event_hk
            and details.load_datetime = hub_event.load_datetime
    inner join hub_user on walk.user_hk = hub_user.user_hk
    inner join hub_session on walk.session_hk = hub_session.session_hk
    inner join hub_device on walk.device_hk = hub_device.device_hk
    left join hub_content on walk.content_hk = hub_content.content_hk
    left join details_v2
        on
            details.event_hk = details_v2.event_hk
            and details.load_datetime = details_v2.load_datetime

),

versioned as (

    select
        events.*,
        in_session.play_source,
        in_session.elapsed_seconds,
        in_session.paused_seconds,
        in_session.ended_at,
        dim_user.user_version_key,
        dim_content.content_version_key,
        dim_device.device_key,
        dim_device.device_version_key,
        dim_location.location_version_key,
        dim_user_subscription.subscription_key,
        dim_user_subscription.subscription_version_key,
        {{ local_time('events.event_at', 'dim_location.timezone') }} as local_at

    from events
    left join in_session
        on
            events.event_id = in_session.event_id
            and events.load_date = in_session.load_date
    {{ join_version('dim_user', on=['user_id'], at='events.event_at') }}
    {{ join_version(
        'dim_content', on=['content_id'], at='events.event_at'
    ) }}
    {{ join_version(
        'dim_device', on=['user_id', 'device_id'], at='events.event_at'
    ) }}
    {{ join_version('dim_location', on=['user_id'], at='events.event_at') }}
    {{ join_version(
        'dim_user_subscription', on=['user_id'], at='events.event_at'
    ) }}

),

described as (

    select
        ---------- keys
        event_id,
        user_id,
        user_version_key,
        session_id,
        content_id,
        content_version_key,
        device_key,
        device_version_key,
        location_version_key,
        subscription_key,
        subscription_version_key,
        {{ time_of_day_key('local_at') }} as time_of_day_key,

        ---------- attributes
        event_type,
        play_source,
        playback_quality,
        network_type,
        player_version,
        drm,
        experiment_group,
        schema_version,

        ---------- measures
        play_duration_seconds,
        elapsed_seconds,
        paused_seconds,
        play_pct,
        buffering_incidents,
        playback_speed,
        bandwidth_mbps,
        startup_milliseconds,

        ---------- flags
        is_paused,
        is_completed,
        is_orphan,
        is_late,

        ---------- timestamps
        event_at,
        ended_at,
        local_at,
        event_at::date as event_date,
        viewing_date,
        ingested_at,
        load_date

    from versioned

)

select * from described
