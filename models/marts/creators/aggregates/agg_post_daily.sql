{{ config(materialized="incremental") }}

{%- set first_day = rewritten_from('event_date') %}

with

days as (

    select
        post_id,
        creator_id,
        event_date,
        sum(views)::bigint as views,
        count(distinct viewer_id) filter (where views > 0) as viewers,
        sum(first_views)::bigint as first_views,
        coalesce(
            sum(views) filter (where post_age_seconds < 24 * 60 * 60), 0
        )::bigint as views_first_24h,
        sum(likes)::bigint as likes,
        sum(likes_after_view)::bigint as likes_after_view,
        count(*) filter (where not is_counted) as discarded_events

    from {{ in_window(ref('fct_post_events')) }}
    group by all

),

-- the last row before the window stands for all days until then
summands as (

    select
        post_id,
        event_date,
        views,
        likes,
        likes_after_view,
        first_views

    from days
    {%- if is_incremental() %}

    union all

    select
        post_id,
        event_date,
        cumulative_views as views,
        cumulative_likes as likes,
        cumulative_likes_after_view as likes_after_view,
        cumulative_viewers as first_views

    from (
        select *
        from {{ this }}
        where
            event_date < {{ first_day }}
            and post_id in (select days.post_id from days)
        qualify row_number() over (
            partition by post_id order by event_date desc
        ) = 1
    )
    {%- endif %}

),

summed as (

    select
        post_id,
        event_date,
        sum(views) over until_the_day as cumulative_views,
        sum(likes) over until_the_day as cumulative_likes,
        sum(likes_after_view) over until_the_day
            as cumulative_likes_after_view,
        sum(first_views) over until_the_day as cumulative_viewers

    from summands
    window until_the_day as (partition by post_id order by event_date)

),

joined as (

    select
        ---------- keys
        days.post_id,
        days.creator_id,
        days.event_date,

        ---------- measures
        days.views,
        days.viewers,
        days.first_views,
        days.views_first_24h,
        days.likes,
        days.likes_after_view,
        days.discarded_events,
        summed.cumulative_views::bigint as cumulative_views,
        summed.cumulative_viewers::bigint as cumulative_viewers,
        summed.cumulative_likes::bigint as cumulative_likes,
        summed.cumulative_likes_after_view::bigint
            as cumulative_likes_after_view,
        {{ percent_of(
            'summed.cumulative_likes_after_view', 'summed.cumulative_viewers'
        ) }} as like_ratio_pct

    from days
    inner join summed
        on
            days.post_id = summed.post_id
            and days.event_date = summed.event_date

)

select * from joined
