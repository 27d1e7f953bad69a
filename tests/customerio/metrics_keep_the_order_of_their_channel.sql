-- What is reported of a delivery keeps the order of its channel: a mail is
-- opened and clicked after it was delivered, a push after it was sent. An open
-- that was inferred from a click has the time of a click.
with

metrics as (

    select * from {{ ref('stg_customerio__metrics') }}

),

deliveries as (

    select * from {{ ref('int_customerio__deliveries') }}

),

clicks as (

    select distinct
        delivery_id,
        metric_at

    from metrics
    where metric = 'clicked'

)

select
    'order' as rule,
    metrics.metric_id

from metrics
inner join deliveries on metrics.delivery_id = deliveries.delivery_id
where
    metrics.metric in ('opened', 'clicked', 'unsubscribed', 'spammed')
    and metrics.metric_at < case deliveries.channel
        when 'email' then deliveries.delivered_at
        else deliveries.sent_at
    end
union all
select
    'synthetic' as rule,
    metrics.metric_id

from metrics
anti join clicks
    on
        metrics.delivery_id = clicks.delivery_id
        and metrics.metric_at = clicks.metric_at
where metrics.is_synthetic
