-- How many who cancelled come back after a win-back mail, and how many anyway?
with

messages as (

    select message from {{ ref('cio_campaigns') }}
    where campaign = 'Win-back'

),

mails as (

    select * from {{ ref('fct_message_path') }}
    where
        campaign = 'Win-back'
        and is_final

),

returns as (

    select
        user_id,
        changed_at

    from {{ ref('fct_subscription_changes') }}
    where movement = 'reactivation'

),

judged as (

    select
        mails.delivery_id,
        mails.message,
        mails.is_treated,
        mails.is_opened,
        mails.is_delivered,
        bool_or(coalesce(
            returns.changed_at > mails.sent_at
            and returns.changed_at <= mails.sent_at + interval '7' day,
            false
        )) as has_returned

    from mails
    left join returns on mails.user_id = returns.user_id
    group by all

)

select
    messages.message,
    count(*) filter (where judged.is_treated) as treated,
    count(*) filter (where not judged.is_treated) as held_out,
    count(*) filter (
        where judged.is_treated and judged.has_returned
    ) as treated_returned,
    count(*) filter (
        where not judged.is_treated and judged.has_returned
    ) as held_out_returned,
    round(100 * avg(judged.has_returned::integer) filter (
        where judged.is_treated
    ), 1) as treated_returned_pct,
    round(100 * avg(judged.has_returned::integer) filter (
        where not judged.is_treated
    ), 1) as held_out_returned_pct,
    round(100 * avg(judged.has_returned::integer) filter (
        where judged.is_opened
    ), 1) as openers_returned_pct,
    round(100 * avg(judged.has_returned::integer) filter (
        where judged.is_delivered and not judged.is_opened
    ), 1) as others_returned_pct

from messages
left join judged on messages.message = judged.message
group by all
order by messages.message
