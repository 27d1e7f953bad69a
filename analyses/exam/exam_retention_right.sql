-- What share of the monthly subscriptions of the last 150 days runs for 95 days
-- at least?
-- Kaplan and Meier: on each day those who leave are a share of those who could
-- have left.
with

last_day as (

    select max(viewing_date) as last_day from {{ ref('fct_sessions') }}

),

began as (

    select
        changes.user_id,
        changes.change_date as began_on

    from {{ ref('fct_subscription_changes') }} as changes
    cross join last_day
    where
        changes.movement = 'new'
        and changes.billing_cycle = 'monthly'
        and changes.change_date between last_day.last_day - 150
        and last_day.last_day

),

left_ as (

    select
        user_id,
        min(change_date) as left_on

    from {{ ref('fct_subscription_changes') }}
    where movement = 'churn'
    group by all

),

deleted as (

    select
        user_id,
        min(deleted_at)::date as deleted_on

    from {{ ref('dim_user') }}
    where is_deleted
    group by all

),

-- a deleted account is seen up to the day before, all others up to the last
seen as (

    select
        least(left_.left_on, deleted.deleted_on - 1, last_day.last_day)
        - began.began_on as days,
        coalesce(
            left_.left_on < least(deleted.deleted_on - 1, last_day.last_day),
            false
        ) as has_left

    from began
    cross join last_day
    left join left_
        on began.user_id = left_.user_id
    left join deleted
        on began.user_id = deleted.user_id

),

days as (

    select
        days,
        count(*) filter (where has_left) as leavers,
        count(*) as ended

    from seen
    group by all

),

leaving as (

    select
        days,
        leavers,
        sum(ended) over (order by days desc) as at_risk

    from days

),

survival as (

    select
        exp(sum(ln(1 - leavers / at_risk))) as estimate,
        sum(leavers / (at_risk * (at_risk - leavers))) as log_variance

    from leaving
    where days < 95

)

select
    estimate,
    estimate * exp(-1.96 * sqrt(log_variance)) as low,
    least(estimate * exp(1.96 * sqrt(log_variance)), 1) as high

from survival
