-- What share of the monthly subscriptions that began in the last 150 days still
-- runs?
-- Too large a one: most of them are not 95 days old.
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

compared as (

    select
        avg((left_.left_on is null)::integer) as estimate,
        count(*) as subscriptions

    from began
    left join left_
        on began.user_id = left_.user_id

),

errors as (

    select
        estimate,
        sqrt(estimate * (1 - estimate) / subscriptions) as error

    from compared

)

select
    estimate,
    estimate - 1.96 * error as low,
    estimate + 1.96 * error as high

from errors
