-- Replays the raw log up to the end of each month and counts, by month of
-- sign-up, whose last change is no cancellation; over all cohorts that is who
-- runs.
{%- set first_month = "date_trunc('month', " ~ tested_from() ~ ")::date" %}

with

months as (

    select
        month_start_date,
        active_at_month_end,
        (month_start_date + interval '1' month)::date as next_month

    from {{ ref('agg_subscription_monthly') }}
    where month_start_date >= {{ first_month }}

),

sign_ups as (

    select
        user_id,
        date_trunc('month', changed_at)::date as cohort_month

    from {{ ref('raw_subscription_changes') }}
    where kind = 'start'

),

latest as (

    select
        months.month_start_date,
        sign_ups.cohort_month,
        changes.user_id,
        arg_max(changes.kind, changes.change_id) as kind

    from months
    inner join {{ ref('raw_subscription_changes') }} as changes
        on months.next_month > changes.changed_at
    inner join sign_ups on changes.user_id = sign_ups.user_id
    group by all

),

replayed as (

    select
        cohort_month,
        month_start_date,
        count(*) as users,
        count(*) filter (where kind <> 'cancel') as subscribed_users

    from latest
    group by all

),

cohorts as (

    select * from {{ ref('agg_cohort_retention') }}
    where month_start_date >= {{ first_month }}

),

summed as (

    select
        month_start_date,
        sum(subscribed_users) as subscribed_users

    from cohorts
    group by all

)

select
    coalesce(cohorts.cohort_month, replayed.cohort_month) as cohort_month,
    coalesce(cohorts.month_start_date, replayed.month_start_date)
        as month_start_date

from cohorts
full join replayed
    on
        cohorts.cohort_month = replayed.cohort_month
        and cohorts.month_start_date = replayed.month_start_date
where
    cohorts.users is distinct from replayed.users
    or cohorts.subscribed_users is distinct from replayed.subscribed_users
union all
select
    null as cohort_month,
    months.month_start_date

from months
left join summed on months.month_start_date = summed.month_start_date
where months.active_at_month_end is distinct from summed.subscribed_users
