with

posts as (

    select
        post_id,
        creator_id,
        created_at

    from {{ ref('dim_post') }}
    where
        is_current
        and not is_inferred

),

agg_post_daily as (

    select * from {{ ref('agg_post_daily') }}

),

days as (

    select
        *,
        max(cumulative_views) over (partition by post_id) as all_views

    from agg_post_daily

),

totals as (

    select
        post_id,
        max(cumulative_views) as views,
        max(cumulative_viewers) as viewers,
        max(cumulative_likes) as likes,
        max(cumulative_likes_after_view) as likes_after_view,
        sum(views_first_24h)::bigint as views_first_24h,
        min(event_date) filter (
            where views > 0 and cumulative_views >= 0.9 * all_views
        ) as date_of_90_pct_of_views

    from days
    group by all

),

joined as (

    select
        ---------- keys
        posts.post_id,
        posts.creator_id,

        ---------- measures
        coalesce(totals.views, 0) as views,
        coalesce(totals.viewers, 0) as viewers,
        coalesce(totals.likes, 0) as likes,
        coalesce(totals.likes_after_view, 0) as likes_after_view,
        {{ percent_of('totals.likes_after_view', 'totals.viewers') }}
            as like_ratio_pct,
        case
            when posts.created_at >= {{ parameter_literal('start_date') }}
                then coalesce(totals.views_first_24h, 0)
        end as views_first_24h,
        case
            when posts.created_at >= {{ parameter_literal('start_date') }}
                then {{ dbt.datediff(
                    'posts.created_at', 'totals.date_of_90_pct_of_views', 'day'
                ) }}::integer
        end as days_to_90_pct_of_views,

        ---------- timestamps
        posts.created_at

    from posts
    left join totals on posts.post_id = totals.post_id

)

select * from joined
