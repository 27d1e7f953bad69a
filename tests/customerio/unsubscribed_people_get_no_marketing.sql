-- Whoever unsubscribes gets no marketing mail that is made an hour later or
-- more; transactional messages still come, and so does push.
with

unsubscribed as (

    select
        customer_id,
        min(updated_at) as unsubscribed_at

    from (
        select
            deliveries.user_id::varchar as customer_id,
            deliveries.unsubscribed_at as updated_at

        from {{ ref('int_customerio__deliveries') }} as deliveries
        where deliveries.unsubscribed_at is not null
    )
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
    and messages.created_at > unsubscribed.unsubscribed_at + interval '1' hour
