-- What share of the monthly subscriptions that began in the last 150 days still
-- runs?
-- Too large a one: most of them are not 95 days old.
with

began as (
    {{ monthly_subscriptions() }}
),

counted as (
    {{ share('began', 'left_on is null') }}
)

{{ interval('counted') }}
