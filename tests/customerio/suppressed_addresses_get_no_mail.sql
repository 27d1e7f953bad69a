-- An address that bounced hard is suppressed: no mail to it is delivered any
-- more, transactional or not. Push messages still reach the person.
with

bounces as (

    select
        recipient_email,
        min(occurred_at) as bounced_at

    from {{ ref('app_delivery_errors') }}
    where
        error_code = 'hard_bounce'
        and recipient_email is not null
    group by all

)

select
    messages.delivery_id,
    messages.delivered_timestamp,
    bounces.bounced_at

from {{ ref('app_message_performance') }} as messages
inner join bounces on messages.recipient_email = bounces.recipient_email
where messages.delivered_timestamp > bounces.bounced_at + interval '1' hour
