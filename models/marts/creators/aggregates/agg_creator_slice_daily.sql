{{ config(
    materialized="incremental",
    unique_key="as_of_date",
    liquid_clustered_by="as_of_date",
    meta={"shows_profiles": true},
) }}

{%- set first_day = rewritten_from('as_of_date') %}

with

days as (

    select
        date_day as as_of_date,
        (date_day + 1)::timestamp as ends_at

    from {{ ref('dim_date') }}
    where
        date_day >= {{ first_day }}
        and date_day >= {{ parameter_literal('start_date') }}
        and date_day <= {{ last_loaded_day() }}

),

creators as (

    select
        user_id as creator_id,
        country_code,
        first_post_date,
        valid_from,
        valid_to,
        date_trunc('month', created_at)::date as cohort_month

    from {{ ref('dim_user') }}
    where is_creator

),

-- the days of 28 that count for the first day, and all further ones
active_days as (

    select * from {{ ref('agg_creator_daily') }}
    where event_date > {{ first_day }} - 28

),

-- every creator as the profile stood when the day ended
creator_days as (

    select
        days.as_of_date,
        creators.creator_id,
        creators.country_code,
        creators.cohort_month

    from days
    inner join creators
        on
            days.as_of_date >= creators.first_post_date
            and days.ends_at > creators.valid_from
            and days.ends_at <= creators.valid_to

),

recent as (

    select
        active_days.creator_id,
        days.as_of_date,
        sum(active_days.posts) as posts_28d

    from days
    inner join active_days
        on
            days.as_of_date >= active_days.event_date
            and days.as_of_date < active_days.event_date + 28
    where active_days.posts > 0
    group by all

),

described as (

    select
        creator_days.as_of_date,
        creator_days.country_code,
        creator_days.cohort_month,
        {{ activity_level('coalesce(recent.posts_28d, 0)') }}
            as activity_level,
        coalesce(recent.posts_28d > 0, false) as is_active,
        coalesce(active_days.posts, 0) as posts,
        coalesce(active_days.views, 0) as views,
        coalesce(active_days.likes, 0) as likes

    from creator_days
    left join recent
        on
            creator_days.creator_id = recent.creator_id
            and creator_days.as_of_date = recent.as_of_date
    left join active_days
        on
            creator_days.creator_id = active_days.creator_id
            and creator_days.as_of_date = active_days.event_date

),

summed as (

    select
        ---------- keys
        as_of_date,
        country_code,
        cohort_month,
        activity_level,

        ---------- measures
        count(*) as creators,
        count(*) filter (where is_active) as active_creators,
        sum(posts)::bigint as posts,
        sum(views)::bigint as views,
        sum(likes)::bigint as likes

    from described
    group by all

)

select * from summed
