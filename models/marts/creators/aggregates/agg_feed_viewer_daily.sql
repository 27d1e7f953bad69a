{{ config(materialized="incremental") }}

{%- set first_day = rewritten_from('event_date') %}

with

events as (

    select
        viewer_id,
        event_date,
        count(*) as events,
        sum(views)::bigint as views,
        count(distinct post_id) filter (where views > 0) as posts_viewed,
        sum(first_views)::bigint as first_views,
        sum(likes)::bigint as likes

    from {{ in_window(ref('fct_post_events')) }}
    group by all

),

sessions as (

    select
        viewer_id,
        event_date,
        count(*) as sessions

    from {{ in_window(ref('fct_feed_sessions')) }}
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

-- the last row before the window stands for all days until then
summands as (

    select
        viewer_id,
        event_date,
        1 as active_days,
        1 as streak_days,
        sessions,
        views,
        first_views,
        likes

    from days
    {%- if is_incremental() %}

    union all

    select
        viewer_id,
        event_date,
        cumulative_active_days as active_days,
        streak_days,
        cumulative_sessions as sessions,
        cumulative_views as views,
        cumulative_posts_viewed as first_views,
        cumulative_likes as likes

    from (
        select *
        from {{ this }}
        where
            event_date < {{ first_day }}
            and viewer_id in (select days.viewer_id from days)
        qualify row_number() over (
            partition by viewer_id order by event_date desc
        ) = 1
    )
    {%- endif %}

),

-- consecutive days are all as far from their number
in_streaks as (

    select
        *,
        event_date - row_number() over (
            partition by viewer_id order by event_date
        )::integer as streak

    from summands

),

summed as (

    select
        viewer_id,
        event_date,
        sum(streak_days) over (
            partition by viewer_id, streak order by event_date
        ) as streak_days,
        sum(active_days) over until_the_day as cumulative_active_days,
        sum(sessions) over until_the_day as cumulative_sessions,
        sum(views) over until_the_day as cumulative_views,
        sum(first_views) over until_the_day as cumulative_posts_viewed,
        sum(likes) over until_the_day as cumulative_likes

    from in_streaks
    window until_the_day as (partition by viewer_id order by event_date)

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
        summed.streak_days::bigint as streak_days,
        summed.cumulative_active_days::bigint as cumulative_active_days,
        summed.cumulative_sessions::bigint as cumulative_sessions,
        summed.cumulative_views::bigint as cumulative_views,
        summed.cumulative_posts_viewed::bigint as cumulative_posts_viewed,
        summed.cumulative_likes::bigint as cumulative_likes

    from days
    inner join summed
        on
            days.viewer_id = summed.viewer_id
            and days.event_date = summed.event_date
    inner join recent
        on
            days.viewer_id = recent.viewer_id
            and days.event_date = recent.event_date

)

select * from joined
