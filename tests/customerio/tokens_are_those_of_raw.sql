-- A token that is active is unique, and the only one of its device; what was
-- delivered went to one that was active when it was sent. Deliveries are
-- counted as in raw.
with

tokens as (

    select * from {{ ref('push_tokens') }}

),

webhooks as (

    {{ sound_webhooks() | indent }}

),

delivered as (

    select
        deliveries.push_token_id::varchar as token_id,
        count(*) as deliveries

    from webhooks
    inner join {{ ref('raw_cio_deliveries') }} as deliveries
        on webhooks.delivery_id = deliveries.delivery_id
    where
        webhooks.metric = 'delivered'
        and deliveries.push_token_id is not null
    group by all

)

select
    'active' as rule,
    min(token_id) as token_id

from tokens
where is_active
group by push_token
having count(*) > 1
union all
select
    'device' as rule,
    min(token_id) as token_id

from tokens
where is_active
group by device_id
having count(*) > 1
union all
select
    'active at the send' as rule,
    tokens.token_id

from {{ ref('app_push_notifications') }} as messages
left join tokens on messages.device_tokens[1] = tokens.push_token
where
    messages.delivered_timestamp is not null
    and not coalesce(
        messages.sent_timestamp >= tokens.registered_at
        and (
            tokens.expired_at is null
            or messages.sent_timestamp < tokens.expired_at
        ),
        false
    )
union all
select
    'counter' as rule,
    coalesce(tokens.token_id, delivered.token_id) as token_id

from tokens
full join delivered on tokens.token_id = delivered.token_id
where
    coalesce(delivered.deliveries, 0)
    is distinct from tokens.successful_deliveries
