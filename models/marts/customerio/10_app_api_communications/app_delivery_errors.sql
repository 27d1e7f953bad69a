{{ config(
    materialized="incremental",
    unique_key="delivery_id",
) }}

with

deliveries as (

    {{ deliveries_of('failure_reason is not null') | indent }}

),

metrics as (

    select * from {{ ref('stg_customerio__metrics') }}
    where metric in ('bounced', 'dropped', 'failed')

),

joined as (

    select
        metrics.metric_id,
        metrics.metric,
        metrics.reason,
        {{ error_code('metrics.reason') }} as error_code,
        metrics.user_agent,
        metrics.metric_at,
        deliveries.*

    from metrics
    inner join deliveries on metrics.delivery_id = deliveries.delivery_id

),

named as (

    select
        ---------- keys
        metric_id::varchar as error_id,
        delivery_id::varchar as delivery_id,
        delivery_id::varchar as message_id,
        case
            when channel = 'push' then 'push'
            else message_kind
        end as channel,

        ---------- attributes
        error_code,
        reason as error_message,
        metric as error_category,
        case error_code
            when 'soft_bounce' then 'low'
            when 'service_unavailable' then 'high'
            else 'medium'
        end as error_severity,
        recipient as recipient_email,
        {{ map_of_lists("['id', 'email']", '[user_id::varchar, recipient]') }}
            as recipient_identifiers,
        case channel
            when 'push' then '/v1/send/push'
            else '/v1/send/email'
        end as api_endpoint,
        null::varchar as request_payload,
        retry_count,
        case error_code
            when 'soft_bounce' then 'retried for 72 hours'
            else 'none'
        end as retry_strategy,
        false as resolved,
        null::timestamp as resolved_timestamp,
        case error_code
            when 'hard_bounce' then 'address suppressed'
            when 'invalid_token' then 'token dropped'
        end as resolution_method,
        null::varchar as resolution_notes,
        1 as affected_recipients,
        case
            when is_transactional then 'a customer lacks an answer'
            else 'a message less'
        end as business_impact,
        null::integer as downtime_minutes,
        error_code = 'service_unavailable' as alert_triggered,
        false as escalated,
        error_code in ('esp_suppressed', 'invalid_token') as preventable,
        case error_code
            when 'esp_suppressed'
                then 'Ask for another address before sending again.'
            when 'invalid_token'
                then 'Drop the token when the app reports it gone.'
        end as prevention_notes,
        {{ workspace() }} as workspace_id,
        api_request_id,
        user_agent,

        ---------- timestamps
        metric_at as occurred_at,
        metric_at as created_at,
        metric_at as updated_at

    from joined

)

select * from named
