{{ config(
    materialized="incremental",
    unique_key="month_start_date",
    liquid_clustered_by="month_start_date",
    meta={"shows_profiles": true},
) }}

with

agg_feed_viewer_daily as (

    select * from {{ in_window(ref('agg_feed_viewer_daily'), 'event_date') }}

),

agg_creator_daily as (

    select * from {{ in_window(ref('agg_creator_daily'), 'event_date') }}

),

users as (

    select
        *,
        date_trunc('month', created_at)::date as cohort_month

    from {{ ref('dim_user') }}

),

countries as (

    select * from {{ ref('dim_country') }}

),

days as (

    select
        viewer_id as user_id,
        event_date,
        views,
        likes,
        0 as posts

    from agg_feed_viewer_daily

    union all

    select
        creator_id as user_id,
        event_date,
        0 as views,
        0 as likes,
        posts

    from agg_creator_daily
    where posts > 0

),

months as (

    select
        user_id,
        date_trunc('month', event_date)::date as month_start_date,
        (date_trunc('month', event_date) + interval '1' month)::timestamp
            as month_ends_at,
        count(distinct event_date) as active_days,
        sum(views)::bigint as views,
        sum(likes)::bigint as likes,
        sum(posts)::bigint as posts

    from days
    group by all

),

-- the user as the profile stood when the month ended
joined as (

    select
        ---------- keys
        months.user_id,
        users.user_version_key,
        users.country_code,
        months.month_start_date,

        ---------- attributes
        countries.continent,
        users.cohort_month,

        ---------- measures
        months.active_days,
        months.views,
        months.likes,
        months.posts,
        {{ days_covered('months.month_start_date') }} as days_covered,

        ---------- flags
        {{ is_final_feed_month('months.month_start_date') }} as is_final

    from months
    left join users
        on
            months.user_id = users.user_id
            and months.month_ends_at > users.valid_from
            and months.month_ends_at <= users.valid_to
    left join countries on users.country_code = countries.country_code

)

select * from joined
