-- The twelve posts seen most, for every country of a creator and, where it is
-- null, for all.
with

posts as (

    select
        metrics.post_id,
        posts.post_text,
        metrics.views,
        metrics.viewers,
        metrics.likes,
        metrics.views_first_24h,
        unnest([users.country, null]) as country

    from creators.agg_post as metrics
    inner join creators.dim_post as posts
        on
            metrics.post_id = posts.post_id
            and posts.is_current
    inner join users on metrics.creator_id = users.user_id

)

select
    country,
    post_text,
    views,
    viewers,
    likes,
    views_first_24h

from posts
qualify
    row_number() over (
        partition by country
        order by views desc, post_id asc
    ) <= 12
order by country asc, views desc, post_id asc
