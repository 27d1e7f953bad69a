-- Of a sixteenth of the posts that the build may have touched, other ones on
-- each day, every metric counted again from raw.
with

touched as (

    select distinct events.post_id
    from {{ ref('raw_post_events') }} as events
    where events.load_date >= {{ tested_from() }}

),

sample as (

    select posts.*
    from {{ ref('raw_posts') }} as posts
    left join touched on posts.post_id = touched.post_id
    where
        {{ in_todays_sample('posts.post_id') }}
        and (
            touched.post_id is not null
            or posts.created_at >= {{ tested_from() }}
        )

),

arrived as (

    {{ first_arrivals_of_post_events() | indent }}

),

events as (

    select
        events.post_id,
        events.user_id,
        events.event_type,
        events.created_at as event_at,
        sample.created_at as published_at

    from arrived as events
    inner join sample on events.post_id = sample.post_id
    where
        sample.deleted_at is null
        or events.created_at < sample.deleted_at

),

viewings as (

    select
        post_id,
        count(*) as views,
        count(distinct user_id) as viewers,
        count(*) filter (
            where event_at < published_at + interval '24' hour
        ) as views_first_24h,
        list(event_at::date - published_at::date order by event_at)
            as ages_in_days

    from events
    where event_type = 'view'
    group by all

),

{{ likes_by('post_id', as_='likes_of_posts') }},

beginning as (

    select min(load_date) as begins_on
    from {{ ref('raw_clock') }}

),

in_raw as (

    select
        sample.post_id,
        sample.user_id as creator_id,
        sample.created_at,
        coalesce(viewings.views, 0) as views,
        coalesce(viewings.viewers, 0) as viewers,
        coalesce(likes_of_posts.likes, 0) as likes,
        coalesce(likes_of_posts.likes_after_view, 0) as likes_after_view,
        case
            when viewings.viewers > 0
                then
                    100.0
                    * coalesce(likes_of_posts.likes_after_view, 0)
                    / viewings.viewers
        end as like_ratio_pct,
        case
            when sample.created_at >= beginning.begins_on
                then coalesce(viewings.views_first_24h, 0)
        end as views_first_24h,
        case
            when sample.created_at >= beginning.begins_on
                then viewings.ages_in_days[
                    ceil(viewings.views * 9 / 10)::integer
                ]
        end as days_to_90_pct_of_views

    from sample
    cross join beginning
    left join viewings on sample.post_id = viewings.post_id
    left join likes_of_posts on sample.post_id = likes_of_posts.post_id

)

select in_raw.*
from in_raw
left join {{ ref('agg_post') }} as metrics
    on in_raw.post_id = metrics.post_id
where
    in_raw.creator_id is distinct from metrics.creator_id
    or in_raw.created_at is distinct from metrics.created_at
    or (in_raw.like_ratio_pct is null) <> (metrics.like_ratio_pct is null)
    or abs(in_raw.like_ratio_pct - metrics.like_ratio_pct) > 1e-9
    {%- for measure in [
        'views', 'viewers', 'likes', 'likes_after_view',
        'views_first_24h', 'days_to_90_pct_of_views'
    ] %}
    or in_raw.{{ measure }} is distinct from metrics.{{ measure }}
    {%- endfor %}
