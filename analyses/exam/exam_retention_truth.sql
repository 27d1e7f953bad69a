-- How likely are the monthly subscriptions of the 150 days before prices rose
-- to run for 95 days at least?
-- By the loyalty of each subscriber: whoever leaves after three payments wanted
-- to before.
with

began as (
    {{ monthly_subscriptions() }}
)

select
    avg(
        exp(
            -((
                365.25 / 4
                / ({{ constant('subscriptions.cancel_scale') }} * users.loyalty)
            ) ^ {{ constant('subscriptions.cancel_shape') }})
        )
    ) as truth

from began
inner join {{ ref('truth_users') }} as users
    on began.user_id = users.user_id
