-- What share of the subscribers has left since prices rose, beyond that of as
-- many days before?
-- Too small a one: most of them have not been asked for the higher price yet.
with

price_rise as (
    {{ price_rise() }}
),

-- ten days each
spans as (

    select
        rises_on as starts_on,
        true as is_dearer

    from price_rise

    union all

    select
        rises_on - 10 as starts_on,
        false as is_dearer

    from price_rise

),

subscriptions as (

    select
        subscription_key,
        min(valid_from)::date as began_on,
        max(valid_from) filter (where status = 'cancelled')::date as left_on

    from {{ ref('dim_user_subscription') }}
    group by all

),

subscribers as (

    select
        spans.is_dearer,
        coalesce(subscriptions.left_on <= spans.starts_on + 10, false)
            as has_left

    from subscriptions
    inner join spans
        on
            subscriptions.began_on < spans.starts_on
            and (
                subscriptions.left_on is null
                or subscriptions.left_on >= spans.starts_on
            )

),

compared as (
    {{ difference_of_means('subscribers', 'has_left::integer', 'is_dearer') }}
)

{{ interval('compared') }}
