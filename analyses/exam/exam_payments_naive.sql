-- What share of the e-mails about a charge says that it failed?
-- Somewhat less than that of the renewals: receipts go to new subscribers, too.
with

mails as (

    select message = 'payment_failed' as is_failed
    from {{ ref('fct_message_path') }}
    where message in ('payment_failed', 'receipt')

),

compared as (

    select
        avg(is_failed::integer) as estimate,
        sqrt(avg(is_failed::integer) * (1 - avg(is_failed::integer)) / count(*))
            as error

    from mails

)

select
    estimate,
    estimate - 1.96 * error as low,
    estimate + 1.96 * error as high

from compared
