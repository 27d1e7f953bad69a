{{ config(
    incremental_strategy="delete+insert",
    unique_key="load_date",
) }}

{%- set counts = [
    'open_count', 'human_open_count', 'click_count', 'human_click_count',
    'retry_count',
] %}
{%- set first_day = rewritten_from('load_date') ~ ' - ' ~ days_of_metrics() %}

with

deliveries as (

    select * from {{ ref('stg_customerio__deliveries') }}
    where load_date >= {{ first_day }}

),

metrics as (

    select * from {{ ref('stg_customerio__metrics') }}
    where load_date >= {{ first_day }}

),

campaigns as (

    select * from {{ ref('cio_campaigns') }}

),

metrics_of_delivery as (

    select
        delivery_id,
        max(inbox_provider) as inbox_provider,
        max(reason) filter (
            where metric in ('bounced', 'dropped', 'failed')
        ) as failure_reason,

        ---------- measures
        count(*) filter (where metric = 'opened')::integer as open_count,
        count(*) filter (where is_human_open)::integer as human_open_count,
        count(*) filter (where metric = 'clicked')::integer as click_count,
        count(*) filter (where is_human_click)::integer as human_click_count,
        count(*) filter (where metric = 'attempted')::integer as retry_count,

        ---------- timestamps
        min(metric_at) filter (where metric = 'sent') as sent_at,
        min(metric_at) filter (where metric = 'delivered') as delivered_at,
        min(metric_at) filter (where metric = 'opened') as first_opened_at,
        max(metric_at) filter (where metric = 'opened') as last_opened_at,
        min(metric_at) filter (where is_human_open) as first_human_opened_at,
        min(metric_at) filter (where metric = 'clicked') as first_clicked_at,
        max(metric_at) filter (where metric = 'clicked') as last_clicked_at,
        min(metric_at) filter (where is_human_click) as first_human_clicked_at,
        min(metric_at) filter (where metric = 'unsubscribed')
            as unsubscribed_at,
        min(metric_at) filter (where metric = 'spammed') as complained_at,
        min(metric_at) filter (where metric = 'converted') as converted_at,
        min(metric_at) filter (where metric = 'bounced') as bounced_at,
        min(metric_at) filter (where metric = 'dropped') as dropped_at,
        min(metric_at) filter (where metric = 'failed') as failed_at,
        max(metric_at) filter (where metric <> 'attempted')
            as last_reported_at,
        max(load_date) as last_metric_load_date

    from metrics
    group by delivery_id

),

joined as (

    select
        ---------- ids
        deliveries.delivery_id,
        deliveries.user_id,
        deliveries.journey_id,
        deliveries.trigger_event_id,
        deliveries.push_token_id,
        deliveries.workspace_id,
        deliveries.campaign_id,
        deliveries.action_id,
        deliveries.content_id,
        deliveries.trigger_id,

        ---------- attributes
        campaigns.message,
        campaigns.campaign,
        campaigns.kind as message_kind,
        campaigns.subject,
        deliveries.channel,
        deliveries.variant,
        deliveries.holdout_group,
        metrics_of_delivery.inbox_provider,
        metrics_of_delivery.failure_reason,
        case
            when metrics_of_delivery.delivered_at is not null then 'delivered'
            when metrics_of_delivery.bounced_at is not null then 'bounced'
            when metrics_of_delivery.failed_at is not null then 'failed'
            when metrics_of_delivery.dropped_at is not null then 'dropped'
            else 'sent'
        end as delivery_status,

        ---------- measures
        {%- for counted in counts %}
        coalesce(metrics_of_delivery.{{ counted }}, 0) as {{ counted }},
        {%- endfor %}

        ---------- flags
        deliveries.is_transactional,
        deliveries.is_treated,

        ---------- timestamps
        deliveries.created_at,
        metrics_of_delivery.sent_at,
        coalesce(metrics_of_delivery.sent_at, deliveries.created_at)
            as counted_at,
        metrics_of_delivery.delivered_at,
        metrics_of_delivery.first_opened_at,
        metrics_of_delivery.last_opened_at,
        metrics_of_delivery.first_human_opened_at,
        metrics_of_delivery.first_clicked_at,
        metrics_of_delivery.last_clicked_at,
        metrics_of_delivery.first_human_clicked_at,
        metrics_of_delivery.unsubscribed_at,
        metrics_of_delivery.complained_at,
        metrics_of_delivery.converted_at,
        metrics_of_delivery.bounced_at,
        metrics_of_delivery.dropped_at,
        metrics_of_delivery.failed_at,
        greatest(
            deliveries.created_at, metrics_of_delivery.last_reported_at
        ) as last_reported_at,
        metrics_of_delivery.last_metric_load_date,
        deliveries.load_date

    from deliveries
    left join campaigns on deliveries.action_id = campaigns.action_id
    left join metrics_of_delivery
        on deliveries.delivery_id = metrics_of_delivery.delivery_id

)

select * from joined
