{{ config(materialized="view") }}

with

calls as (

    select * from {{ ref('int_customerio__calls') }}
    where {{ is_video_call() }}

),

plays as (

    select
        *,
        60 * content_duration_minutes as duration,
        case when series_id is not null then content_title end as series,
        {{ player_device_type('device_type') }} as player_device_type

    from {{ ref('stg_consumer_events__events') }}
    where event_type = 'content_play'

),

sessions as (

    select
        session_id::uuid as event_id,
        seek_count

    from {{ ref('video_sessions') }}

),

joined as (

    select
        calls.*,
        coalesce(plays.series_id, plays.content_id) as production_id,
        plays.content_title as title,
        plays.duration,
        coalesce(
            {{ json_text('calls.body', '$.properties.quality') }},
            plays.playback_quality
        ) as quality,
        plays.series,
        plays.content_season as season,
        plays.content_episode as episode,
        plays.content_genre as genre,
        plays.content_type,
        plays.playback_speed,
        plays.player_version,
        plays.player_device_type as device_type,
        plays.network_type,
        sessions.seek_count,
        calls.position_seconds::double as position,
        calls.position_seconds / nullif(plays.duration, 0) as completion_rate,
        case
            when calls.event_name = 'Video Playback Started'
                then plays.startup_milliseconds / 1000.0::double
        end as startup_time

    from calls
    inner join plays on calls.source_id = plays.event_id
    inner join sessions on calls.source_id = sessions.event_id

),

shaped as (

    select
        ---------- keys
        message_id::varchar as event_id,
        user_id::varchar as user_id,
        content_id::varchar as video_id,
        production_id::varchar as content_id,
        source_id::varchar as session_id,

        ---------- attributes
        case
            when event_name like 'Video Content %' then 'content'
            else 'playback'
        end
            as event_type,
        event_name,
        title,
        duration,
        quality,
        series,
        season,
        episode,
        genre,
        position,
        completion_rate,
        null::double as buffer_duration,
        null::double as buffer_start_position,
        null::varchar as ad_id,
        null::varchar as ad_type,
        null::integer as ad_duration,
        null::varchar as advertiser,
        null::varchar as campaign,
        case event_name
            when 'Video Playback Completed' then 'completion'
            when 'Video Playback Exited' then 'user_action'
        end as exit_reason,
        case event_name when 'Video Playback Paused' then 'user_action' end
            as pause_reason,
        null::integer as bitrate,
        null::integer as fps,
        null::{{ struct_type({'width': 'integer', 'height': 'integer'}) }}
            as resolution,
        player_version,
        device_type,
        {{ player_connection('network_type') }} as connection_type,
        seek_count,
        null::integer as replay_count,
        null::boolean as fullscreen_enabled,
        {{ json_map('body', '$.properties') }} as raw_properties,
        {{ struct_of({
            'title': 'title',
            'duration': 'duration',
            'quality': 'quality',
            'position': 'position',
            'completion_rate': 'completion_rate',
            'is_historical': 'is_historical',
            'playback_speed': 'playback_speed',
            'volume_level': 'null::double',
            'subtitle_enabled': 'null::boolean',
            'picture_in_picture': 'null::boolean',
        }) }} as video_properties,
        {{ struct_of({
            'content_id': 'production_id::varchar',
            'series': 'series',
            'season': 'season',
            'episode': 'episode',
            'genre': 'genre',
            'content_type': 'content_type',
            'content_duration': 'duration',
            'content_rating': 'null::varchar',
        }) }} as content_properties,
        null::{{ struct_type({
            'ad_id': 'varchar',
            'ad_type': 'varchar',
            'ad_duration': 'integer',
            'advertiser': 'varchar',
            'campaign': 'varchar',
            'ad_position': 'varchar',
            'skip_available': 'boolean',
            'skip_offset': 'integer',
        }) }} as ad_properties,
        {{ struct_of({
            'load_time': 'null::double',
            'start_time': 'null::double',
            'buffer_health': 'null::double',
            'dropped_frames': 'null::integer',
            'startup_time': 'startup_time',
        }) }} as performance_metrics,

        ---------- timestamps
        event_timestamp,
        received_at,

        ---------- where from
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        session_id::varchar as player_session_id

    from joined

)

select * from shaped
