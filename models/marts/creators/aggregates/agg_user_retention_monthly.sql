with

users as (

    select
        user_id,
        date_trunc('month', created_at)::date as cohort_month

    from {{ ref('dim_user') }}
    where
        is_current
        and not is_inferred

),

users_of_months as (

    select * from {{ ref('agg_feed_user_monthly') }}
    where month_start_date >= {{ month_of(parameter_literal('start_date')) }}

),

cohorts as (

    select
        cohort_month,
        count(*) as users

    from users
    group by all

),

active as (

    select
        cohort_month,
        month_start_date,
        count(*) as active_users

    from users_of_months
    where cohort_month is not null
    group by all

),

months as (

    select distinct
        month_start_date,
        days_covered,
        is_final

    from users_of_months

),

joined as (

    select
        ---------- keys
        cohorts.cohort_month,
        {{ dbt.datediff(
            'cohorts.cohort_month', 'months.month_start_date', 'month'
        ) }}::integer as months_since_sign_up,

        ---------- attributes
        months.month_start_date,

        ---------- measures
        cohorts.users,
        coalesce(active.active_users, 0) as active_users,
        {{ percent_of('coalesce(active.active_users, 0)', 'cohorts.users') }}
            as retention_pct,
        months.days_covered,

        ---------- flags
        months.is_final

    from cohorts
    inner join months on cohorts.cohort_month <= months.month_start_date
    left join active
        on
            cohorts.cohort_month = active.cohort_month
            and months.month_start_date = active.month_start_date

)

select * from joined
