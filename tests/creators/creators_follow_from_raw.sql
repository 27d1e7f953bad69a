-- Of a sixteenth of the creators that the build may have touched, other ones on
-- each day, every metric counted again from raw.
with

last_day as (

    select max(clock.load_date) as load_date
    from {{ ref('raw_clock') }} as clock

),

sample as (

    select distinct posts.user_id
    from {{ ref('raw_posts') }} as posts
    left join {{ ref('raw_post_events') }} as events
        on posts.post_id = events.post_id
    where
        {{ in_todays_sample('posts.user_id') }}
        and (
            events.load_date >= {{ tested_from() }}
            or posts.created_at >= {{ tested_from() }}
        )

),

posts as (

    select posts.*
    from {{ ref('raw_posts') }} as posts
    semi join sample on posts.user_id = sample.user_id

),

arrived as (

    {{ first_arrivals_of_post_events() | indent }}

),

events as (

    select
        posts.user_id as creator_id,
        events.post_id,
        events.user_id,
        events.event_type,
        events.created_at as event_at

    from arrived as events
    inner join posts on events.post_id = posts.post_id
    where
        posts.deleted_at is null
        or events.created_at < posts.deleted_at

),

views as (

    select
        creator_id,
        count(*) as views,
        count(distinct user_id) as viewers,
        count(distinct concat(post_id, user_id)) as first_views

    from events
    where event_type = 'view'
    group by all

),

{{ likes_by('creator_id', as_='likes_of_creators') }},

posts_of_creators as (

    select
        posts.user_id as creator_id,
        last_day.load_date,
        count(*) as posts,
        min(posts.created_at)::date as first_post_date,
        max(posts.created_at)::date as last_post_date,
        count(*) filter (
            where last_day.load_date - posts.created_at::date between 0 and 27
        ) as posts_28d

    from posts
    cross join last_day
    group by all

),

in_raw as (

    select
        posts_of_creators.*,
        users.country_code,
        date_trunc('month', users.created_at)::date as cohort_month,
        posts_of_creators.posts_28d > 0 as is_active,
        case
            when posts_of_creators.posts_28d = 0 then 'none'
            when posts_of_creators.posts_28d = 1 then 'occasional'
            when posts_of_creators.posts_28d in (2, 3) then 'regular'
            else 'heavy'
        end as activity_level,
        coalesce(views.views, 0) as views,
        coalesce(views.viewers, 0) as viewers,
        coalesce(views.first_views, 0) as first_views,
        coalesce(likes_of_creators.likes, 0) as likes,
        coalesce(likes_of_creators.likes_after_view, 0) as likes_after_view,
        case
            when views.first_views > 0
                then
                    100.0
                    * coalesce(likes_of_creators.likes_after_view, 0)
                    / views.first_views
        end as like_ratio_pct

    from posts_of_creators
    left join {{ ref('raw_users') }} as users
        on posts_of_creators.creator_id = users.user_id
    left join views
        on posts_of_creators.creator_id = views.creator_id
    left join likes_of_creators
        on posts_of_creators.creator_id = likes_of_creators.creator_id

)

select in_raw.*
from in_raw
left join {{ ref('agg_creator') }} as metrics
    on in_raw.creator_id = metrics.creator_id
where
    in_raw.load_date is distinct from metrics.as_of_date
    or (in_raw.like_ratio_pct is null) <> (metrics.like_ratio_pct is null)
    or abs(in_raw.like_ratio_pct - metrics.like_ratio_pct) > 1e-9
    {%- for measure in [
        'country_code', 'cohort_month', 'activity_level', 'posts', 'views',
        'viewers', 'first_views', 'likes', 'likes_after_view',
        'posts_28d', 'is_active', 'first_post_date', 'last_post_date'
    ] %}
    or in_raw.{{ measure }} is distinct from metrics.{{ measure }}
    {%- endfor %}
