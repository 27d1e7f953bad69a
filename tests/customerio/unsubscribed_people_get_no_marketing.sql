-- Whoever unsubscribes gets no marketing mail from then on; transactional
-- messages still come, and so does push.
with

unsubscribed as (

    select
        user_id::varchar as customer_id,
        min(unsubscribed_at) as unsubscribed_at

    from {{ ref('int_customerio__deliveries') }}
    where unsubscribed_at is not null
    group by all

)

select
    messages.delivery_id,
    messages.created_at,
    unsubscribed.unsubscribed_at

from {{ ref('app_message_performance') }} as messages
inner join unsubscribed on messages.customer_id = unsubscribed.customer_id
where
    messages.channel = 'email'
    and messages.created_at > unsubscribed.unsubscribed_at
