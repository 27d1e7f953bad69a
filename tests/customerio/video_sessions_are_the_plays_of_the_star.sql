-- Every play of fct_events is a session with the same times, shares and counts,
-- and nothing else is; the actions are counted in fct_user_actions.
with

actions as (

    select
        event_id,
        count(*) filter (where action_type = 'pause') as pauses,
        count(*) filter (where action_type = 'seek') as seeks,
        count(*) filter (where action_type = 'quality_change') as changes

    from {{ ref('fct_user_actions') }}
    group by all

),

plays as (

    select
        fct_events.event_id::varchar as session_id,
        fct_events.user_id::varchar as user_id,
        fct_events.content_id::varchar as video_id,
        fct_events.event_at as session_start,
        fct_events.ended_at as session_end,
        fct_events.elapsed_seconds as session_duration_seconds,
        fct_events.play_duration_seconds as total_watch_time_seconds,
        fct_events.play_pct / 100 as completion_rate,
        fct_events.buffering_incidents as buffer_count,
        fct_events.is_completed,
        coalesce(actions.pauses, 0) as pause_count,
        coalesce(actions.seeks, 0) as seek_count,
        coalesce(actions.changes, 0) as quality_changes

    from {{ ref('fct_events') }} as fct_events
    left join actions on fct_events.event_id = actions.event_id
    where fct_events.event_type = 'content_play'

),

sessions as (

    select
        session_id,
        user_id,
        video_id,
        session_start,
        session_end,
        session_duration_seconds,
        total_watch_time_seconds,
        completion_rate,
        buffer_count,
        session_outcome = 'completed' as is_completed,
        pause_count,
        seek_count,
        quality_changes

    from {{ ref('video_sessions') }}

),

{{ only_in_one_of('plays', 'sessions') }}
