-- What share of the monthly subscriptions that began in the 150 days before
-- prices rose still runs?
-- Too large a one: most of them are not 95 days old.
with

began as (
    {{ monthly_subscriptions() }}
),

counted as (
    {{ share('began', 'left_on is null') }}
)

{{ interval('counted') }}
