{{ config(materialized="incremental", liquid_clustered_by="event_date") }}

{%- set first_day = rewritten_from('event_date') %}

with

dim_post as (

    select * from {{ ref('dim_post') }}

),

events as (

    select
        creator_id,
        viewer_id,
        event_date,
        views,
        first_views,
        likes,
        likes_after_view

    from {{ in_window(ref('fct_post_events')) }}
    where creator_id is not null

),

met_before as (

    select
        creator_id,
        viewer_id

    from {{ ref('fct_post_events') }}
    where
        event_date < {{ first_day }}
        and first_views > 0

),

posts as (

    select
        creator_id,
        created_at::date as event_date,
        count(*) as posts

    from dim_post
    where
        is_current
        and not is_inferred
        and created_at::date > {{ first_day }} - 28
    group by all

),

received as (

    select
        creator_id,
        event_date,
        sum(views)::bigint as views,
        count(distinct viewer_id) filter (where views > 0) as viewers,
        sum(first_views)::bigint as first_views,
        sum(likes)::bigint as likes,
        sum(likes_after_view)::bigint as likes_after_view

    from events
    group by all

),

-- the day on which a viewer saw something of a creator for the first time
met as (

    select
        creator_id,
        viewer_id,
        min(event_date) as event_date

    from events
    where first_views > 0
    group by all

),

met_anew as (

    select
        met.creator_id,
        met.event_date,
        count(*) as new_viewers

    from met
    anti join met_before
        on
            met.creator_id = met_before.creator_id
            and met.viewer_id = met_before.viewer_id
    group by all

),

active_days as (

    select
        creator_id,
        event_date

    from posts
    where event_date >= {{ first_day }}
    union
    select
        creator_id,
        event_date

    from received

),

days as (

    select
        active_days.creator_id,
        active_days.event_date,
        posts.event_date as last_post_date,
        coalesce(posts.posts, 0) as posts,
        coalesce(received.views, 0) as views,
        coalesce(received.viewers, 0) as viewers,
        coalesce(received.first_views, 0) as first_views,
        coalesce(met_anew.new_viewers, 0) as new_viewers,
        coalesce(received.likes, 0) as likes,
        coalesce(received.likes_after_view, 0) as likes_after_view

    from active_days
    left join posts
        on
            active_days.creator_id = posts.creator_id
            and active_days.event_date = posts.event_date
    left join received
        on
            active_days.creator_id = received.creator_id
            and active_days.event_date = received.event_date
    left join met_anew
        on
            active_days.creator_id = met_anew.creator_id
            and active_days.event_date = met_anew.event_date

),

recent as (

    select
        active_days.creator_id,
        active_days.event_date,
        sum(posts.posts) as posts_28d

    from active_days
    inner join posts
        on
            active_days.creator_id = posts.creator_id
            and active_days.event_date >= posts.event_date
            and active_days.event_date < posts.event_date + 28
    group by all

),

totals as (

    {{ cumulative('days', key='creator_id', highest=['last_post_date'], totals={
        'cumulative_posts': 'posts',
        'cumulative_views': 'views',
        'cumulative_first_views': 'first_views',
        'cumulative_viewers': 'new_viewers',
        'cumulative_likes': 'likes',
        'cumulative_likes_after_view': 'likes_after_view',
    }) }}

),

joined as (

    select
        ---------- keys
        days.creator_id,
        days.event_date,

        ---------- measures
        days.posts,
        days.views,
        days.viewers,
        days.first_views,
        days.new_viewers,
        days.likes,
        days.likes_after_view,
        coalesce(recent.posts_28d, 0)::bigint as posts_28d,
        totals.cumulative_posts,
        totals.cumulative_views,
        totals.cumulative_first_views,
        totals.cumulative_viewers,
        totals.cumulative_likes,
        totals.cumulative_likes_after_view,
        {{ percent_of(
            'totals.cumulative_likes_after_view',
            'totals.cumulative_first_views'
        ) }} as like_ratio_pct,

        ---------- flags
        coalesce(recent.posts_28d > 0, false) as is_active,

        ---------- timestamps
        totals.last_post_date

    from days
    inner join totals
        on
            days.creator_id = totals.creator_id
            and days.event_date = totals.event_date
    left join recent
        on
            days.creator_id = recent.creator_id
            and days.event_date = recent.event_date

)

select * from joined
