{{ config(materialized="incremental", liquid_clustered_by="event_date") }}

{%- set first_day = rewritten_from('event_date') %}

with

fct_post_events as (

    select * from {{ in_window(ref('fct_post_events')) }}

),

fct_feed_sessions as (

    select * from {{ in_window(ref('fct_feed_sessions')) }}

),

events as (

    select
        viewer_id,
        event_date,
        count(*) as events,
        sum(views)::bigint as views,
        count(distinct post_id) filter (where views > 0) as posts_viewed,
        sum(first_views)::bigint as first_views,
        sum(likes)::bigint as likes

    from fct_post_events
    group by all

),

sessions as (

    select
        viewer_id,
        event_date,
        count(*) as sessions

    from fct_feed_sessions
    group by all

),

days as (

    select
        events.*,
        coalesce(sessions.sessions, 0) as sessions

    from events
    left join sessions
        on
            events.viewer_id = sessions.viewer_id
            and events.event_date = sessions.event_date

),

totals as (

    {{ cumulative('days', key='viewer_id', totals={
        'cumulative_active_days': 1,
        'cumulative_sessions': 'sessions',
        'cumulative_views': 'views',
        'cumulative_posts_viewed': 'first_views',
        'cumulative_likes': 'likes',
    }) }}

),

streak_days as (

    select
        viewer_id,
        event_date,
        1 as streak_days

    from days
    {%- if is_incremental() %}
    union all
    {{ last_before_window('days', key='viewer_id', columns=['streak_days']) }}
    {%- endif %}

),

-- gaps and islands: date minus row number is constant within a streak
in_streaks as (

    select
        *,
        event_date - row_number() over (
            partition by viewer_id order by event_date
        )::integer as streak

    from streak_days

),

streaks as (

    select
        viewer_id,
        event_date,
        sum(streak_days) over (
            partition by viewer_id, streak order by event_date
        )::bigint as streak_days

    from in_streaks

),

four_weeks as (

    select
        viewer_id,
        event_date

    from days
    {%- if is_incremental() %}
    union all
    select
        viewer_id,
        event_date

    from {{ this }}
    where
        event_date < {{ first_day }}
        and event_date > {{ first_day }} - 28
        and viewer_id in (select days.viewer_id from days)
    {%- endif %}

),

recent as (

    select
        viewer_id,
        event_date,
        count(*) over (
            partition by viewer_id
            order by event_date
            range between interval '27' day preceding and current row
        ) as active_days_28d

    from four_weeks

),

joined as (

    select
        ---------- keys
        days.viewer_id,
        days.event_date,

        ---------- measures
        days.sessions,
        days.events,
        days.views,
        days.posts_viewed,
        days.first_views,
        days.likes,
        recent.active_days_28d,
        streaks.streak_days,
        totals.cumulative_active_days,
        totals.cumulative_sessions,
        totals.cumulative_views,
        totals.cumulative_posts_viewed,
        totals.cumulative_likes

    from days
    inner join totals
        on
            days.viewer_id = totals.viewer_id
            and days.event_date = totals.event_date
    inner join streaks
        on
            days.viewer_id = streaks.viewer_id
            and days.event_date = streaks.event_date
    inner join recent
        on
            days.viewer_id = recent.viewer_id
            and days.event_date = recent.event_date

)

select * from joined
