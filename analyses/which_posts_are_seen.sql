-- Which posts are seen most, how fast, and for how long?
with

metrics as (

    select * from {{ ref('agg_post') }}
    where views_first_24h is not null

),

posts as (

    select * from {{ ref('dim_post') }}
    where is_current

)

select
    posts.post_text,
    metrics.created_at,
    metrics.views,
    metrics.viewers,
    metrics.likes,
    metrics.views_first_24h,
    metrics.days_to_90_pct_of_views,
    posts.is_deleted,
    round(metrics.like_ratio_pct, 1) as like_ratio_pct

from metrics
inner join posts on metrics.post_id = posts.post_id
order by metrics.views desc, metrics.created_at asc
limit 20
