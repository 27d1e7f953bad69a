with

users as (

    select * from {{ ref('agg_feed_user_monthly') }}

),

counted as (

    select
        country_code,
        month_start_date,
        continent,
        days_covered,
        is_final,
        count(*) as active_users,
        count(*) filter (where views > 0) as active_viewers,
        count(*) filter (where posts > 0) as active_creators,
        sum(views)::bigint as views,
        sum(likes)::bigint as likes,
        sum(posts)::bigint as posts

    from users
    where month_start_date >= {{ month_of(parameter_literal('start_date')) }}
    group by all

),

described as (

    select
        ---------- keys
        country_code,
        month_start_date,

        ---------- attributes
        continent,

        ---------- measures
        active_users,
        active_viewers,
        active_creators,
        views,
        likes,
        posts,
        days_covered,

        ---------- flags
        is_final

    from counted

)

select * from described
