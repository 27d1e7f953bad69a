with

events as (

    select
        *,
        coalesce(content_id, {{ no_content() }}) as known_content_id,
        {{ local_time('event_at', 'location_timezone') }} as local_at

    from {{ in_window(ref('stg_consumer_events__events')) }}

),

in_session as (

    select * from {{ in_window(ref('int_events__in_session')) }}

),

{% for dimension in [
    'dim_user', 'dim_content', 'dim_device', 'dim_location',
    'dim_user_subscription'
] -%}
{{ dimension }} as (

    select * from {{ in_window(ref(dimension), 'valid_to') }}

),

{% endfor -%}

joined as (

    select
        ---------- keys
        events.event_id,
        events.user_id,
        dim_user.user_version_key,
        events.session_id,
        events.known_content_id as content_id,
        dim_content.content_version_key,
        dim_device.device_key,
        dim_device.device_version_key,
        dim_location.location_version_key,
        dim_user_subscription.subscription_key,
        dim_user_subscription.subscription_version_key,
        {{ time_of_day_key('events.local_at') }} as time_of_day_key,

        ---------- attributes
        events.event_type,
        in_session.play_source,
        events.playback_quality,
        events.network_type,
        events.player_version,
        events.drm,
        events.experiment_group,
        events.schema_version,

        ---------- measures
        events.play_duration_seconds,
        in_session.elapsed_seconds,
        in_session.paused_seconds,
        events.play_pct,
        events.buffering_incidents,
        events.playback_speed,
        events.bandwidth_mbps,
        events.startup_milliseconds,

        ---------- flags
        events.is_paused,
        events.is_completed,
        events.is_orphan,
        events.is_late,

        ---------- timestamps
        events.event_at,
        in_session.ended_at,
        events.local_at,
        events.event_at::date as event_date,
        events.viewing_date,
        events.ingested_at,
        events.load_date

    from events
    left join in_session on events.event_id = in_session.event_id
    {{ join_version('dim_user', on=['user_id'], at='events.event_at') }}
    {{ join_version(
        'dim_content', on={'content_id': 'known_content_id'}, at='events.event_at'
    ) }}
    {{ join_version(
        'dim_device', on=['user_id', 'device_id'], at='events.event_at'
    ) }}
    {{ join_version('dim_location', on=['user_id'], at='events.event_at') }}
    {{ join_version(
        'dim_user_subscription', on=['user_id'], at='events.event_at'
    ) }}

)

select * from joined
