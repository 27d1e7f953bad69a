-- How likely are the monthly subscriptions of the last 150 days to run for 95
-- days at least?
-- By the loyalty of each subscriber: whoever leaves after three payments wanted
-- to before.
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

constants as (

    select
        max(value::double) filter (where name = 'subscriptions.cancel_scale')
            as scale,
        max(value::double) filter (where name = 'subscriptions.cancel_shape')
            as shape

    from {{ ref('behaviour') }}
    where name in ('subscriptions.cancel_scale', 'subscriptions.cancel_shape')

)

select
    avg(
        exp(
            -(
                (365.25 / 4 / (constants.scale * users.loyalty))
                ^ constants.shape
            )
        )
    ) as truth

from began
cross join constants
inner join {{ ref('truth_users') }} as users
    on began.user_id = users.user_id
