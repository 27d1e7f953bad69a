with

events as (

    select * from {{ in_window(ref('fct_events')) }}

),

day_parts as (

    select * from {{ ref('dim_time_of_day') }}

),

first_events as (

    select
        session_id,
        event_id

    from events
    qualify row_number() over (
        partition by session_id
        order by event_at, event_id
    ) = 1

),

totals as (

    select
        session_id,
        coalesce(sum(play_duration_seconds), 0)::bigint as watched_seconds,
        coalesce(sum(paused_seconds), 0)::bigint as paused_seconds,
        count(*) as events,
        count(*) filter (where event_type = 'content_play') as plays,
        count(*) filter (where is_completed) as completed_plays,
        count(*) filter (where event_type = 'search') as search_events,
        count(*) filter (where event_type = 'browse') as browse_events,
        count(distinct content_id) filter (
            where event_type = 'content_play'
        ) as contents,
        max(ended_at) as ended_at

    from events
    group by all

),

joined as (

    select
        ---------- keys
        first_events.session_id,
        events.user_id,
        events.user_version_key,
        events.device_key,
        events.device_version_key,
        events.location_version_key,
        events.subscription_key,
        events.subscription_version_key,
        events.time_of_day_key,

        ---------- attributes
        day_parts.day_part,

        ---------- measures
        {{ seconds_between('events.event_at', 'totals.ended_at') }}
            as session_seconds,
        totals.watched_seconds,
        totals.paused_seconds,
        totals.events,
        totals.plays,
        totals.completed_plays,
        totals.search_events,
        totals.browse_events,
        totals.contents,

        ---------- timestamps
        events.event_at as started_at,
        totals.ended_at,
        events.local_at as local_started_at,
        events.event_date,
        events.viewing_date

    from first_events
    inner join events
        on first_events.event_id = events.event_id
    inner join totals
        on first_events.session_id = totals.session_id
    inner join day_parts
        on events.time_of_day_key = day_parts.time_of_day_key

)

select * from joined
