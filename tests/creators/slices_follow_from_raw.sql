-- On every day that a build may rewrite, the slices hold the users who had
-- published by then, each once, with the profile in raw as the day ended, the
-- posts of 28 days and what came in that day.
{%- set first_day = tested_from() %}

with

profiles as (

    {{ profiles_in_raw() | indent }}

),

judged as (

    {{ judged_post_events(first_day) | indent }}

),

creators as (

    select
        days.load_date as as_of_date,
        posts.user_id as creator_id,
        count(*) filter (where posts.created_at::date > days.load_date - 28)
            as posts_28d,
        count(*) filter (where posts.created_at::date = days.load_date)
            as posts

    from {{ ref('raw_clock') }} as days
    inner join {{ ref('raw_posts') }} as posts
        on days.load_date >= posts.created_at::date
    where days.load_date >= {{ first_day }}
    group by all

),

received as (

    select
        creator_id,
        event_date,
        sum(views) as views,
        sum(likes) as likes

    from judged
    group by all

),

expected as (

    select
        creators.as_of_date,
        profiles.country_code,
        profiles.cohort_month,
        case
            when creators.posts_28d > 3 then 'heavy'
            when creators.posts_28d > 1 then 'regular'
            when creators.posts_28d > 0 then 'occasional'
            else 'none'
        end as activity_level,
        count(*) as creators,
        count(*) filter (where creators.posts_28d > 0) as active_creators,
        sum(creators.posts) as posts,
        coalesce(sum(received.views), 0) as views,
        coalesce(sum(received.likes), 0) as likes

    from creators
    left join profiles
        on
            creators.creator_id = profiles.user_id
            and creators.as_of_date + 1 > profiles.holds_from
            and creators.as_of_date + 1 <= profiles.holds_to
    left join received
        on
            creators.creator_id = received.creator_id
            and creators.as_of_date = received.event_date
    group by all

),

found as (

    select * from {{ ref('agg_creator_slice_daily') }}
    where as_of_date >= {{ first_day }}

),

{{ rows_that_differ_by(
    'as_of_date', keys=['country_code', 'cohort_month', 'activity_level'],
    columns=['creators', 'active_creators', 'posts', 'views', 'likes']
) }}
