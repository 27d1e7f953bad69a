-- Whoever is deleted or suppressed is gone from every channel: no message is
-- made for them from then on.
with

gone as (

    select
        user_id,
        min(event_timestamp) as gone_at

    from {{ ref('people_events') }}
    where event_type in ('deleted', 'suppressed')
    group by all

)

select
    messages.delivery_id,
    messages.created_at,
    gone.gone_at

from {{ ref('app_message_performance') }} as messages
inner join gone on messages.customer_id = gone.user_id
where messages.created_at > gone.gone_at
