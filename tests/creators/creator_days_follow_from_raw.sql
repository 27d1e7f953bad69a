-- On every day that a build may rewrite, what a creator has that day and so
-- far, counted from all of raw and not summed over days. Each row counts all
-- that was before, so it is done for a sixteenth of the creators; each day has
-- others.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}

with

events as (

    {{ judged_post_events(
        "date '1900-01-01'", only_if=in_todays_sample('posts.user_id')
    ) | indent }}

),

published as (

    select
        user_id as creator_id,
        created_at::date as event_date

    from {{ ref('raw_posts') }}
    where {{ in_todays_sample('user_id') }}

),

days as (

    select
        creator_id,
        event_date

    from events
    where event_date >= {{ first_day }}
    union
    select
        creator_id,
        event_date

    from published
    where event_date >= {{ first_day }}

),

of_posts as (

    select
        days.creator_id,
        days.event_date,
        count(*) filter (where published.event_date = days.event_date)
            as posts,
        count(*) filter (where published.event_date > days.event_date - 28)
            as posts_28d,
        count(*) as cumulative_posts,
        max(published.event_date) as last_post_date

    from days
    inner join published
        on
            days.creator_id = published.creator_id
            and days.event_date >= published.event_date
    group by all

),

met as (

    select
        creator_id,
        viewer_id,
        min(event_date) as met_on

    from events
    where views > 0
    group by all

),

of_events as (

    select
        days.creator_id,
        days.event_date,
        {%- for measure in [
            'views', 'first_views', 'likes', 'likes_after_view'
        ] %}
        sum({{ measure }}) filter (where days.event_date = events.event_date)
            as {{ measure }},
        sum({{ measure }}) as cumulative_{{ measure }},
        {%- endfor %}
        count(distinct events.viewer_id) filter (
            where days.event_date = events.event_date and views > 0
        ) as viewers,
        count(distinct events.viewer_id) filter (
            where met.met_on = days.event_date
        ) as new_viewers,
        count(distinct events.viewer_id) filter (where views > 0)
            as cumulative_viewers

    from days
    inner join events
        on
            days.creator_id = events.creator_id
            and days.event_date >= events.event_date
    left join met
        on
            events.creator_id = met.creator_id
            and events.viewer_id = met.viewer_id
    group by all

),

expected as (

    select
        days.creator_id,
        days.event_date,
        of_posts.last_post_date,
        {%- for measure in ['posts', 'posts_28d', 'cumulative_posts'] %}
        coalesce(of_posts.{{ measure }}, 0) as {{ measure }},
        {%- endfor %}
        {%- for measure in [
            'views', 'viewers', 'first_views', 'new_viewers', 'likes',
            'likes_after_view', 'cumulative_views', 'cumulative_viewers',
            'cumulative_first_views', 'cumulative_likes',
            'cumulative_likes_after_view'
        ] %}
        coalesce(of_events.{{ measure }}, 0) as {{ measure }},
        {%- endfor %}
        coalesce(of_posts.posts_28d > 0, false) as is_active,
        round(
            100.0::double * of_events.cumulative_likes_after_view
            / nullif(of_events.cumulative_first_views, 0),
            6
        ) as like_ratio_pct

    from days
    left join of_posts
        on
            days.creator_id = of_posts.creator_id
            and days.event_date = of_posts.event_date
    left join of_events
        on
            days.creator_id = of_events.creator_id
            and days.event_date = of_events.event_date

),

found as (

    select * replace (round(like_ratio_pct, 6) as like_ratio_pct)
    from {{ ref('agg_creator_daily') }}
    where
        event_date >= {{ first_day }}
        and {{ in_todays_sample('creator_id') }}

),

{{ rows_that_differ_by('event_date', keys=['creator_id'], columns=[
    'posts', 'views', 'viewers', 'first_views', 'new_viewers', 'likes',
    'likes_after_view', 'posts_28d', 'cumulative_posts',
    'cumulative_views', 'cumulative_first_views', 'cumulative_viewers',
    'cumulative_likes', 'cumulative_likes_after_view', 'like_ratio_pct',
    'is_active', 'last_post_date',
]) }}
