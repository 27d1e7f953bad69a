-- On every day that a build may rewrite, what a post has that day and so far,
-- counted from all of raw and not summed over days. Each row counts all that
-- was before, so it is done for a sixteenth of the posts; each day has others.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}

with

events as (

    {{ judged_post_events(
        "date '1900-01-01'", only_if=in_todays_sample('events.post_id')
    ) | indent }}

),

days as (

    select distinct
        post_id,
        event_date

    from events
    where event_date >= {{ first_day }}

),

so_far as (

    select
        events.*,
        days.event_date as on_day,
        days.event_date = events.event_date as is_today

    from days
    inner join events
        on
            days.post_id = events.post_id
            and days.event_date >= events.event_date

),

counted as (

    select
        post_id,
        creator_id,
        on_day as event_date,
        sum(views) filter (where is_today) as views,
        count(distinct viewer_id) filter (where is_today and views > 0)
            as viewers,
        sum(first_views) filter (where is_today) as first_views,
        coalesce(
            sum(views) filter (where is_today and post_age_seconds < 86400), 0
        ) as views_first_24h,
        sum(likes) filter (where is_today) as likes,
        sum(likes_after_view) filter (where is_today) as likes_after_view,
        count(*) filter (where is_today and not is_counted)
            as discarded_events,
        sum(views) as cumulative_views,
        count(distinct viewer_id) filter (where views > 0)
            as cumulative_viewers,
        sum(likes) as cumulative_likes,
        sum(likes_after_view) as cumulative_likes_after_view

    from so_far
    group by all

),

expected as (

    select
        *,
        round(
            100.0::double * cumulative_likes_after_view
            / nullif(cumulative_viewers, 0),
            6
        ) as like_ratio_pct

    from counted

),

found as (

    select * replace (round(like_ratio_pct, 6) as like_ratio_pct)
    from {{ ref('agg_post_daily') }}
    where
        event_date >= {{ first_day }}
        and {{ in_todays_sample('post_id') }}

),

{{ rows_that_differ_by('event_date', keys=['post_id'], columns=[
    'creator_id', 'views', 'viewers', 'first_views', 'views_first_24h',
    'likes', 'likes_after_view', 'discarded_events', 'cumulative_views',
    'cumulative_viewers', 'cumulative_likes', 'cumulative_likes_after_view',
    'like_ratio_pct',
]) }}
