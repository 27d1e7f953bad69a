with

months as (

    select
        month_start_date,
        days_covered,
        is_final

    from {{ ref('agg_subscription_monthly') }}

),

dim_user_subscription as (

    select * from {{ ref('dim_user_subscription') }}

),

versions as (

    select
        user_id,
        status,
        valid_from,
        valid_to,
        date_trunc(
            'month', min(valid_from) over (partition by user_id)
        )::date as cohort_month

    from dim_user_subscription

),

cohorts as (

    select
        cohort_month,
        count(distinct user_id) as users

    from versions
    group by all

),

-- each spell comes in with one month and goes out with another
moves as (

    select
        cohort_month,
        date_trunc('month', valid_from)::date as month_start_date,
        1 as users

    from versions
    where status = 'active'

    union all

    select
        cohort_month,
        date_trunc('month', valid_to)::date as month_start_date,
        -1 as users

    from versions
    where status = 'active'

),

moved as (

    select
        cohort_month,
        month_start_date,
        sum(users) as users

    from moves
    group by all

),

described as (

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
        coalesce(
            sum(moved.users) over (
                partition by cohorts.cohort_month
                order by months.month_start_date
            ),
            0
        )::bigint as subscribed_users,
        months.days_covered,

        ---------- flags
        months.is_final

    from cohorts
    inner join months on cohorts.cohort_month <= months.month_start_date
    left join moved
        on
            cohorts.cohort_month = moved.cohort_month
            and months.month_start_date = moved.month_start_date

)

select * from described
