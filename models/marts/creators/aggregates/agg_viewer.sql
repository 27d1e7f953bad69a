{%- set as_of_date = last_loaded_day() %}

with

agg_feed_viewer_daily as (

    select * from {{ ref('agg_feed_viewer_daily') }}

),

fct_feed_sessions as (

    select * from {{ ref('fct_feed_sessions') }}

),

days as (

    select
        viewer_id,
        max(cumulative_views) as views,
        max(cumulative_posts_viewed) as posts_viewed,
        max(cumulative_likes) as likes,
        max(cumulative_active_days) as active_days,
        count(*) filter (
            where event_date between {{ as_of_date }} - 27 and {{ as_of_date }}
        ) as active_days_28d,
        max(streak_days) filter (where event_date >= {{ as_of_date }})
            as streak_days,
        max(streak_days) as longest_streak_days,
        min(event_date) as first_event_date,
        max(event_date) as last_event_date

    from agg_feed_viewer_daily
    group by all

),

sessions as (

    select
        viewer_id,
        count(*) as sessions,
        sum(session_seconds)::bigint as session_seconds,
        sum(posts_viewed)::bigint as posts_viewed_in_sessions

    from fct_feed_sessions
    group by all

),

joined as (

    select
        ---------- keys
        days.viewer_id,

        ---------- measures
        sessions.sessions,
        sessions.session_seconds,
        sessions.session_seconds::double / sessions.sessions
            as seconds_per_session,
        sessions.posts_viewed_in_sessions::double / sessions.sessions
            as posts_per_session,
        days.views,
        days.posts_viewed,
        days.likes,
        days.active_days,
        days.active_days_28d,
        coalesce(days.streak_days, 0) as streak_days,
        days.longest_streak_days,

        ---------- timestamps
        days.first_event_date,
        days.last_event_date,
        {{ as_of_date }} as as_of_date

    from days
    inner join sessions on days.viewer_id = sessions.viewer_id

)

select * from joined
