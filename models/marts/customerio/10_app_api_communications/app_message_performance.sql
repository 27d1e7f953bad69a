{{ config(
    materialized="incremental",
    unique_key="delivery_id",
) }}

with

deliveries as (

    {{ deliveries_of() | indent }}

),

campaigns as (

    select
        action_id,
        trigger

    from {{ ref('cio_campaigns') }}

),

named as (

    select
        ---------- keys
        {{ hash_key(["'performance'", 'deliveries.delivery_id']) }}::varchar
            as performance_id,
        deliveries.delivery_id::varchar as message_id,
        case
            when deliveries.is_transactional then 'transactional'
            else deliveries.channel
        end as channel,
        deliveries.delivery_id::varchar as delivery_id,
        deliveries.recipient as recipient_email,
        deliveries.user_id::varchar as customer_id,

        ---------- attributes
        campaigns.trigger as segment_name,
        deliveries.content_id::varchar as template_id,
        deliveries.message as template_name,
        deliveries.campaign as campaign_name,
        deliveries.subject as subject_line,

        ---------- what became of it
        deliveries.counted_at as sent_timestamp,
        deliveries.delivered_at as delivered_timestamp,
        deliveries.first_opened_at as first_open_timestamp,
        deliveries.last_opened_at as last_open_timestamp,
        deliveries.first_clicked_at as first_click_timestamp,
        deliveries.last_clicked_at as last_click_timestamp,
        deliveries.converted_at as conversion_timestamp,
        deliveries.delivery_status,
        deliveries.open_count,
        deliveries.click_count,
        deliveries.human_open_count > 0 as unique_opens,
        deliveries.human_click_count > 0 as unique_clicks,
        {{ conversion_events() }} as conversion_events,
        deliveries.conversion_value,
        case when deliveries.conversion_event is not null then 'purchase' end
            as conversion_type,
        {{ seconds_between(
            'deliveries.counted_at', 'deliveries.converted_at'
        ) }} / 3600.0::double as time_to_conversion_hours,
        least(
            40.0 * (deliveries.human_open_count > 0)::integer
            + 60.0 * (deliveries.human_click_count > 0)::integer,
            100
        )::double as engagement_score,
        (deliveries.complained_at is not null)::integer as spam_complaints,
        (deliveries.unsubscribed_at is not null)::integer as unsubscribes,
        null::integer as forwards,
        null::integer as social_shares,
        deliveries.variant as test_variant,
        deliveries.holdout_group as test_group,
        case
            when deliveries.holdout_group is not null
                then deliveries.message || ' against its hold-out'
        end as test_name,
        {{ workspace() }} as workspace_id,
        deliveries.api_request_id,

        ---------- timestamps
        deliveries.created_at,
        deliveries.last_reported_at as updated_at

    from deliveries
    left join campaigns on deliveries.action_id = campaigns.action_id

)

select * from named
