{{ config(
    materialized="incremental",
    unique_key="delivery_id",
) }}

with

deliveries as (

    {{ deliveries_of('is_transactional') | indent }}

),

named as (

    select
        ---------- keys
        delivery_id::varchar as delivery_id,
        action_id as transactional_message_id,
        {{ hash_key(['delivery_id', 'content_id']) }}::varchar
            as message_unique_id,

        ---------- attributes
        recipient as recipient_email,
        {{ recipient_identifiers() }} as recipient_identifiers,
        {{ map_of_lists(
            "['message', 'plan', 'billing_cycle', 'country']",
            '[message, plan, billing_cycle, country_code]',
        ) }} as message_data,
        {{ struct_of({
            'subject_line': 'subject',
            'customer_name': 'name',
            'first_name': 'first_name',
            'order_number': 'trigger_event_id::varchar',
            'order_total': 'null::varchar',
            'product_name': 'plan',
            'download_link': 'null::varchar',
            'support_email': "'help@reelhouse.example'",
            'tracking_number': 'null::varchar',
        }) }} as template_variables,

        ---------- what became of it
        counted_at as sent_timestamp,
        delivery_status,
        delivered_at as delivered_timestamp,
        first_human_opened_at as opened_timestamp,
        first_human_clicked_at as clicked_timestamp,
        human_open_count as open_count,
        human_click_count as click_count,
        {{ conversion_events() }} as conversion_events,
        conversion_value as revenue_attributed,
        {{ error_code('failure_reason') }} as error_code,
        failure_reason as error_message,
        retry_count,
        {{ workspace() }} as workspace_id,
        campaign as campaign_context,
        api_request_id,

        ---------- timestamps
        created_at,
        last_reported_at as updated_at

    from deliveries

)

select * from named
