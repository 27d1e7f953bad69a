-- What share of the e-mails about a charge says that it failed?
-- Somewhat less than that of the renewals: receipts go to new subscribers, too.
with

mails as (

    select message from {{ ref('fct_message_path') }}
    where message in ('payment_failed', 'receipt')

),

counted as (
    {{ share('mails', "message = 'payment_failed'") }}
)

{{ interval('counted') }}
