{{ config(
    materialized="incremental",
    unique_key="trigger_id",
) }}

{%- set first_day = rewritten_from('viewing_date') %}

with

deliveries as (

    select * from {{ ref('int_customerio__deliveries') }}
    where
        trigger_id in (
            select changed.trigger_id
            from {{ ref('int_customerio__deliveries') }} as changed
            where
                greatest(changed.load_date, changed.last_metric_load_date)
                >= {{ first_day }}
        )

),

campaigns as (

    select * from {{ ref('cio_campaigns') }}

),

totals as (

    select
        trigger_id,
        action_id,
        workspace_id,
        min(created_at) as triggered_at,
        max(counted_at) as completed_at,
        max(last_reported_at) as updated_at,
        count(*)::integer as recipients,
        count(sent_at)::integer as messages_sent,
        count(delivered_at)::integer as messages_delivered,
        count(bounced_at)::integer as messages_bounced,
        count(*) filter (where human_open_count > 0)::integer as unique_opens,
        count(*) filter (where human_click_count > 0)::integer
            as unique_clicks,
        sum(open_count)::integer as total_opens,
        sum(click_count)::integer as total_clicks,
        count(unsubscribed_at)::integer as unsubscribes

    from deliveries
    group by all

),

errors_by_reason as (

    select
        trigger_id,
        {{ error_code('failure_reason') }} as error_code,
        failure_reason as error_message,
        count(*)::integer as affected_count

    from deliveries
    where failure_reason is not null
    group by all

),

errors as (

    select
        trigger_id,
        list({{ struct_of({
            'error_code': 'error_code',
            'error_message': 'error_message',
            'affected_count': 'affected_count',
        }) }} order by error_code) as error_details

    from errors_by_reason
    group by all

),

named as (

    select
        ---------- keys
        totals.trigger_id::varchar as trigger_id,
        totals.action_id as broadcast_id,

        ---------- attributes
        campaigns.campaign as campaign_name,
        totals.triggered_at as trigger_timestamp,
        'schedule' as triggered_by,
        {{ map_of_lists(
            "['message', 'trigger', 'weekday', 'local_time']",
            '[campaigns.message, campaigns.trigger, campaigns.weekday, '
            ~ 'campaigns.local_time]',
        ) }} as campaign_data,
        {{ struct_of({
            'headline': 'campaigns.subject',
            'discount_percentage': 'null::integer',
            'sale_end_date': 'null::varchar',
            'campaign_name': 'campaigns.campaign',
            'feature_name': 'null::varchar',
            'beta_signup_url': 'null::varchar',
            'expiration_date': 'campaigns.ends_on::varchar',
            'featured_products': 'null::varchar[]',
        }) }} as campaign_variables,
        {{ struct_of({
            'segment': struct_of({'id': 'totals.action_id'}),
            'emails': '[]::varchar[]',
            'customers': '[]::varchar[]',
            'tags': "['marketing consent']",
        }) }} as recipients_config,
        campaigns.audience_pct::varchar
        || ' % of the subscribers with a marketing consent'
            as targeting_criteria,

        ---------- measures
        totals.recipients as estimated_recipients,
        totals.recipients as actual_recipients,
        'completed' as execution_status,
        totals.triggered_at as start_timestamp,
        totals.completed_at as completion_timestamp,
        {{ seconds_between('totals.triggered_at', 'totals.completed_at') }}
            as processing_duration_seconds,
        totals.messages_sent,
        totals.messages_delivered,
        totals.messages_bounced,
        totals.unique_opens,
        totals.unique_clicks,
        totals.total_opens,
        totals.total_clicks,
        totals.unsubscribes,
        []::varchar[] as conversion_events,
        0 as conversion_count,
        null::double as revenue_attributed,
        errors.error_details,
        totals.workspace_id::varchar as workspace_id,
        {{ hash_key(["'trigger'", 'totals.trigger_id']) }}::varchar
            as api_request_id,

        ---------- timestamps
        totals.triggered_at as created_at,
        totals.updated_at

    from totals
    left join campaigns on totals.action_id = campaigns.action_id
    left join errors on totals.trigger_id = errors.trigger_id

)

select * from named
