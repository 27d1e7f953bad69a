-- Of the users of raw who signed up in one month, how many were active in each
-- month since, by agg_feed_user_monthly, which follows from raw.
with

beginning as (

    select date_trunc('month', min(load_date)) as first_month
    from {{ ref('raw_clock') }}

),

sign_ups as (

    select
        user_id,
        date_trunc('month', created_at)::date as cohort_month

    from {{ ref('raw_users') }}

),

months as (

    select distinct users.month_start_date
    from {{ ref('agg_feed_user_monthly') }} as users
    inner join beginning
        on users.month_start_date >= beginning.first_month

),

expected as (

    select
        sign_ups.cohort_month,
        months.month_start_date,
        datediff('month', sign_ups.cohort_month, months.month_start_date)
            as months_since_sign_up,
        count(*) as users,
        count(active.user_id) as active_users,
        round(100.0::double * count(active.user_id) / count(*), 6)
            as retention_pct

    from sign_ups
    inner join months on sign_ups.cohort_month <= months.month_start_date
    left join {{ ref('agg_feed_user_monthly') }} as active
        on
            sign_ups.user_id = active.user_id
            and months.month_start_date = active.month_start_date
    group by all

),

found as (

    select * replace (round(retention_pct, 6) as retention_pct)
    from {{ ref('agg_user_retention_monthly') }}

),

{{ rows_that_differ_by('month_start_date', keys=['cohort_month'], columns=[
    'months_since_sign_up', 'users', 'active_users', 'retention_pct',
]) }}
