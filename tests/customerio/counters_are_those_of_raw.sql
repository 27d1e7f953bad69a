-- What the tables of messages count is what raw has been told, each webhook
-- once and none that is broken: opens of people without prefetched ones, clicks
-- of people without machines'.
with

webhooks as (

    {{ sound_webhooks() | indent }}

),

sums as (

    select
        delivery_id::varchar as delivery_id,
        sum((metric = 'opened')::integer) as opens,
        sum((metric = 'opened' and not prefetched)::integer) as human_opens,
        sum((metric = 'clicked')::integer) as clicks,
        sum((metric = 'clicked' and not machine)::integer) as human_clicks,
        sum((metric = 'delivered')::integer) as delivered,
        sum((metric = 'bounced')::integer) as bounced,
        sum((metric = 'unsubscribed')::integer) as unsubscribes,
        sum((metric = 'spammed')::integer) as complaints

    from webhooks
    group by all

),

expected as (

    select
        deliveries.delivery_id::varchar as delivery_id,
        deliveries.trigger_id::varchar as trigger_id,
        deliveries.delivery_type as channel,
        deliveries.transactional_message_id is not null as is_transactional,
        coalesce(sums.opens, 0) as opens,
        coalesce(sums.human_opens, 0) as human_opens,
        coalesce(sums.clicks, 0) as clicks,
        coalesce(sums.human_clicks, 0) as human_clicks,
        coalesce(sums.delivered, 0) as delivered,
        coalesce(sums.bounced, 0) as bounced,
        coalesce(sums.unsubscribes, 0) as unsubscribes,
        coalesce(sums.complaints, 0) as complaints

    from {{ ref('raw_cio_deliveries') }} as deliveries
    left join sums on deliveries.delivery_id::varchar = sums.delivery_id

),

transactional as (

    select * from expected
    where is_transactional

),

pushes as (

    select * from expected
    where channel = 'push'

),

errors as (

    select event_id::varchar as error_id
    from webhooks
    where metric in ('bounced', 'failed', 'dropped')

),

triggers as (

    select
        trigger_id,
        count(*) as recipients,
        sum(delivered) as delivered,
        sum(bounced) as bounced,
        sum((human_opens > 0)::integer) as unique_opens,
        sum(opens) as total_opens,
        sum((human_clicks > 0)::integer) as unique_clicks,
        sum(clicks) as total_clicks,
        sum(unsubscribes) as unsubscribes

    from expected
    where trigger_id is not null
    group by all

)

select
    'app_message_performance' as table_name,
    coalesce(expected.delivery_id, found.delivery_id) as row_key

from expected
full join {{ ref('app_message_performance') }} as found
    on expected.delivery_id = found.delivery_id
where
    (
        expected.opens, expected.clicks, expected.human_opens > 0,
        expected.human_clicks > 0, expected.unsubscribes, expected.complaints,
        expected.delivered = 1
    ) is distinct from (
        found.open_count, found.click_count, found.unique_opens,
        found.unique_clicks, found.unsubscribes, found.spam_complaints,
        found.delivered_timestamp is not null
    )
union all
select
    'app_transactional_messages' as table_name,
    coalesce(transactional.delivery_id, found.delivery_id) as row_key

from transactional
full join {{ ref('app_transactional_messages') }} as found
    on transactional.delivery_id = found.delivery_id
where
    (
        transactional.human_opens, transactional.human_clicks,
        transactional.delivered = 1
    ) is distinct from (
        found.open_count, found.click_count,
        found.delivered_timestamp is not null
    )
union all
select
    'app_push_notifications' as table_name,
    coalesce(pushes.delivery_id, found.delivery_id) as row_key

from pushes
full join {{ ref('app_push_notifications') }} as found
    on pushes.delivery_id = found.delivery_id
where
    (
        pushes.human_opens > 0, pushes.human_clicks > 0,
        pushes.delivered = 1
    ) is distinct from (
        found.opened_timestamp is not null, found.action_timestamp is not null,
        found.delivered_timestamp is not null
    )
union all
select
    'app_broadcast_campaigns' as table_name,
    coalesce(triggers.trigger_id, found.trigger_id) as row_key

from triggers
full join {{ ref('app_broadcast_campaigns') }} as found
    on triggers.trigger_id = found.trigger_id
where
    (
        triggers.recipients, triggers.delivered, triggers.bounced,
        triggers.unique_opens, triggers.total_opens, triggers.unique_clicks,
        triggers.total_clicks, triggers.unsubscribes
    ) is distinct from (
        found.actual_recipients, found.messages_delivered,
        found.messages_bounced, found.unique_opens, found.total_opens,
        found.unique_clicks, found.total_clicks, found.unsubscribes
    )
union all
select
    'app_delivery_errors' as table_name,
    coalesce(errors.error_id, found.error_id) as row_key

from errors
full join {{ ref('app_delivery_errors') }} as found
    on errors.error_id = found.error_id
where
    errors.error_id is null
    or found.error_id is null
