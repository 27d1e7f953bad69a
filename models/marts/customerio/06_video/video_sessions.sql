{{ config(
    materialized="incremental",
    unique_key="session_id",
) }}

with

plays as (

    select *
    from {{ in_window(ref('stg_consumer_events__events'), 'viewing_date') }}
    where event_type = 'content_play'

),

actions as (

    select *
    from {{ in_window(
        ref('stg_consumer_events__user_actions'), 'viewing_date'
    ) }}

),

in_session as (

    select *
    from {{ in_window(ref('int_events__in_session'), 'viewing_date') }}

),

-- an ad comes with the batch of the viewing day of its play
ads as (

    select * from {{ ref('stg_customerio__ads') }}
    where load_date >= {{ rewritten_from('viewing_date') }}

),

ads_of_play as (

    select
        event_id,
        count(*)::integer as ads_played,
        count(*) filter (where outcome <> 'skipped')::integer as ads_completed,
        count(*) filter (where outcome = 'skipped')::integer as ads_skipped

    from ads
    group by all

),

counted as (

    select
        event_id,
        count(*) filter (where action_type = 'pause')::integer as pause_count,
        count(*) filter (where action_type = 'seek')::integer as seek_count,
        count(*) filter (where action_type = 'quality_change')::integer
            as quality_changes

    from actions
    group by all

),

joined as (

    select
        ---------- keys
        plays.event_id::varchar as session_id,
        plays.user_id::varchar as user_id,
        plays.content_id::varchar as video_id,

        ---------- timestamps
        plays.event_at as session_start,
        in_session.ended_at as session_end,

        ---------- measures
        in_session.elapsed_seconds as session_duration_seconds,
        plays.play_duration_seconds as total_watch_time_seconds,
        plays.play_duration_seconds::double as max_position_reached,
        plays.play_pct / 100 as completion_rate,
        coalesce(counted.pause_count, 0) as pause_count,
        coalesce(counted.seek_count, 0) as seek_count,
        plays.buffering_incidents as buffer_count,
        null::double as total_buffer_time_seconds,
        coalesce(ads_of_play.ads_played, 0) as ads_played,
        coalesce(ads_of_play.ads_completed, 0) as ads_completed,
        coalesce(ads_of_play.ads_skipped, 0) as ads_skipped,

        ---------- attributes
        plays.playback_quality as primary_quality,
        coalesce(counted.quality_changes, 0) as quality_changes,
        plays.startup_milliseconds / 1000.0::double as startup_time_seconds,
        {{ player_device_type('plays.device_type') }} as device_type,
        plays.player_version,
        {{ player_connection('plays.network_type') }} as connection_type,
        case
            when plays.is_completed then 'completed'
            else 'abandoned'
        end as session_outcome,
        case
            when plays.is_completed then 'completion'
            else 'user_action'
        end as exit_reason,
        null::integer as fullscreen_time_seconds,
        null::integer as picture_in_picture_time_seconds

    from plays
    inner join in_session on plays.event_id = in_session.event_id
    left join counted on plays.event_id = counted.event_id
    left join ads_of_play on plays.event_id = ads_of_play.event_id

)

select * from joined
