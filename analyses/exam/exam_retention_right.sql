-- What share of the monthly subscriptions of the 150 days before prices rose
-- runs for 95 days at least?
-- Kaplan and Meier: on each day those who leave are a share of those who could
-- have left.
with

began as (
    {{ monthly_subscriptions() }}
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
        least(began.left_on, deleted.deleted_on - 1, began.last_day)
        - began.began_on as days,
        coalesce(
            began.left_on < least(deleted.deleted_on - 1, began.last_day),
            false
        ) as has_left

    from began
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
