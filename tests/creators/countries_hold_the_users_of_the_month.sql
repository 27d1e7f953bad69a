-- The users of a country and month are those of agg_feed_user_monthly, which
-- follows from raw, from the month of the first simulated day on.
with

beginning as (

    select date_trunc('month', min(load_date)) as first_month
    from {{ ref('raw_clock') }}

),

expected as (

    select
        users.country_code,
        users.month_start_date,
        countries.continent,
        count(distinct users.user_id) as active_users,
        sum((users.views > 0)::integer) as active_viewers,
        sum((users.posts > 0)::integer) as active_creators,
        sum(users.views) as views,
        sum(users.likes) as likes,
        sum(users.posts) as posts

    from {{ ref('agg_feed_user_monthly') }} as users
    inner join beginning
        on users.month_start_date >= beginning.first_month
    left join {{ ref('countries') }} as countries
        on users.country_code = countries.country_code
    group by all

),

found as (

    select * from {{ ref('agg_active_users_monthly') }}

),

{{ rows_that_differ_by('month_start_date', keys=['country_code'], columns=[
    'continent', 'active_users', 'active_viewers', 'active_creators', 'views',
    'likes', 'posts',
]) }}
