{{ config(materialized="incremental", liquid_clustered_by="event_date") }}

{%- set first_day = rewritten_from('event_date') %}

with

fct_post_events as (

    select * from {{ in_window(ref('fct_post_events')) }}

),

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

    from fct_post_events
    group by all

),

totals as (

    {{ cumulative('days', key='post_id', totals={
        'cumulative_views': 'views',
        'cumulative_viewers': 'first_views',
        'cumulative_likes': 'likes',
        'cumulative_likes_after_view': 'likes_after_view',
    }) }}

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
        totals.cumulative_views,
        totals.cumulative_viewers,
        totals.cumulative_likes,
        totals.cumulative_likes_after_view,
        {{ percent_of(
            'totals.cumulative_likes_after_view', 'totals.cumulative_viewers'
        ) }} as like_ratio_pct

    from days
    inner join totals
        on
            days.post_id = totals.post_id
            and days.event_date = totals.event_date

)

select * from joined
