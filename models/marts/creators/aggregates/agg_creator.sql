{%- set as_of_date = last_loaded_day() %}

with

creators as (

    select
        user_id as creator_id,
        country_code,
        first_post_date,
        date_trunc('month', created_at)::date as cohort_month

    from {{ ref('dim_user') }}
    where
        is_current
        and is_creator

),

dim_post as (

    select * from {{ ref('dim_post') }}

),

agg_creator_daily as (

    select * from {{ ref('agg_creator_daily') }}

),

posts as (

    select
        creator_id,
        count(*) as posts_28d

    from dim_post
    where
        is_current
        and not is_inferred
        and created_at::date > {{ as_of_date }} - 28
        and created_at::date <= {{ as_of_date }}
    group by all

),

totals as (

    select
        creator_id,
        max(cumulative_posts) as posts,
        max(cumulative_views) as views,
        max(cumulative_viewers) as viewers,
        max(cumulative_likes) as likes,
        max(cumulative_likes_after_view) as likes_after_view,
        max(cumulative_first_views) as first_views,
        max(last_post_date) as last_post_date

    from agg_creator_daily
    group by all

),

joined as (

    select
        ---------- keys
        creators.creator_id,
        creators.country_code,

        ---------- attributes
        creators.cohort_month,
        {{ activity_level('coalesce(posts.posts_28d, 0)') }}
            as activity_level,

        ---------- measures
        totals.posts,
        totals.views,
        totals.viewers,
        totals.first_views,
        totals.likes,
        totals.likes_after_view,
        {{ percent_of('totals.likes_after_view', 'totals.first_views') }}
            as like_ratio_pct,
        coalesce(posts.posts_28d, 0) as posts_28d,

        ---------- flags
        coalesce(posts.posts_28d > 0, false) as is_active,

        ---------- timestamps
        creators.first_post_date,
        totals.last_post_date,
        {{ as_of_date }} as as_of_date

    from creators
    inner join totals on creators.creator_id = totals.creator_id
    left join posts on creators.creator_id = posts.creator_id

)

select * from joined
