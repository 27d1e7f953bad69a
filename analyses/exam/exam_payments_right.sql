-- What share of the charges that renew a subscription fails at first?
-- Three of a hundred: receipts of those who come or come back are no renewals.
with

bounds as (

    select
        min(viewing_date) as first_day,
        max(viewing_date) as last_day

    from {{ ref('fct_sessions') }}

),

mails as (

    select
        count(*) filter (where message = 'payment_failed') as failed,
        count(*) filter (where message = 'receipt') as receipts

    from {{ ref('fct_message_path') }}

),

begun as (

    select count(*) as subscriptions
    from {{ ref('fct_subscription_changes') }} as changes
    cross join bounds
    where
        changes.movement in ('new', 'reactivation')
        and changes.change_date between bounds.first_day and bounds.last_day

),

compared as (

    select
        mails.failed / (mails.receipts - begun.subscriptions) as estimate,
        sqrt(mails.failed) / (mails.receipts - begun.subscriptions) as error

    from mails
    cross join begun

)

{{ interval('compared') }}
