-- What the tables of messages tell is what raw has been told, each webhook once
-- and none that is broken: opens of people without prefetched ones, clicks of
-- people without machines'. Whom a message went to is whom the star shows then.
with

webhooks as (

    {{ sound_webhooks() | indent }}

),

sums as (

    {{ sums_of_webhooks() | indent }}

),

erased as (

    select distinct user_id
    from {{ ref('raw_cio_privacy_requests') }}
    where
        request_type = 'deletion'
        and status = 'completed'

),

expected as (

    select
        sums.* exclude (delivery_id),
        deliveries.delivery_id::varchar as delivery_id,
        deliveries.internal_customer_id::varchar as user_id,
        deliveries.trigger_id::varchar as trigger_id,
        deliveries.action_id,
        deliveries.content_id,
        deliveries.variant,
        deliveries.holdout_group,
        deliveries.subject_id,
        deliveries.event_id,
        deliveries.push_token_id,
        deliveries.transactional_message_id,
        deliveries.delivery_type as channel,
        deliveries.created_at,
        campaigns.message,
        campaigns.campaign,
        campaigns.subject,
        campaigns.trigger,
        users.first_name,
        users.country_code,
        subscriptions.plan,
        subscriptions.billing_cycle,
        if(deliveries.delivery_type = 'email', users.email, null) as email,
        users.first_name || ' ' || users.last_name as name,
        coalesce(sums.sent_at, deliveries.created_at) as counted_at

    from {{ ref('raw_cio_deliveries') }} as deliveries
    left join sums on deliveries.delivery_id = sums.delivery_id
    left join {{ ref('cio_campaigns') }} as campaigns
        on
            coalesce(
                deliveries.action_id, deliveries.transactional_message_id
            ) = campaigns.action_id
    left join {{ ref('dim_user') }} as users
        on
            deliveries.internal_customer_id = users.user_id
            and deliveries.created_at >= users.valid_from
            and deliveries.created_at < users.valid_to
            and users.user_id not in (select erased.user_id from erased)
    left join {{ ref('dim_user_subscription') }} as subscriptions
        on
            deliveries.internal_customer_id = subscriptions.user_id
            and deliveries.created_at >= subscriptions.valid_from
            and deliveries.created_at < subscriptions.valid_to

),

transactional as (

    select * from expected
    where transactional_message_id is not null

),

pushes as (

    select
        expected.*,
        tokens.device_id,
        devices.app_version,
        devices.os_version,
        devices.model,
        locations.timezone,
        lower(tokens.platform) as platform

    from expected
    left join {{ ref('raw_cio_push_tokens') }} as tokens
        on
            expected.push_token_id = tokens.token_id
            and tokens.change = 'registered'
    left join {{ ref('dim_device') }} as devices
        on
            tokens.device_id = devices.device_id
            and expected.user_id = devices.user_id::varchar
            and expected.created_at >= devices.valid_from
            and expected.created_at < devices.valid_to
    left join {{ ref('dim_location') }} as locations
        on
            expected.user_id = locations.user_id::varchar
            and expected.created_at >= locations.valid_from
            and expected.created_at < locations.valid_to
    where expected.channel = 'push'

),

errors as (

    select
        expected.*,
        webhooks.event_id::varchar as error_id,
        webhooks.metric,
        webhooks.reason as why,
        webhooks.user_agent,
        webhooks.created_at as told_at

    from webhooks
    inner join expected
        on webhooks.delivery_id::varchar = expected.delivery_id
    where webhooks.metric in ('bounced', 'failed', 'dropped')

),

triggers as (

    select
        trigger_id,
        action_id,
        campaign,
        subject,
        message,
        min(created_at) as created_at,
        max(counted_at) as completed_at,
        max(greatest(created_at, last_told_at)) as updated_at,
        count(*) as recipients,
        count(sent_at) as sent,
        count(delivered_at) as delivered,
        count(*) filter (where status = 'bounced') as bounced,
        count(*) filter (where human_opens > 0) as unique_opens,
        sum(coalesce(opens, 0)) as total_opens,
        count(*) filter (where human_clicks > 0) as unique_clicks,
        sum(coalesce(clicks, 0)) as total_clicks,
        sum(coalesce(unsubscribes, 0)) as unsubscribes,
        count(reason) as failures

    from expected
    where trigger_id is not null
    group by all

),

-- the product's names for the reasons that there are
codes as (

    select
        unnest([
            'no such mailbox', 'mailbox was busy for three days',
            'token is no longer registered', 'address is suppressed',
            'push service unavailable'
        ]) as reason,
        unnest([
            'hard_bounce', 'soft_bounce', 'invalid_token', 'esp_suppressed',
            'service_unavailable'
        ]) as code

),

calls as (

    select
        delivery_id,
        api_request_id,
        count(*) over (partition by api_request_id) as deliveries

    from {{ ref('app_message_performance') }}

)

select
    'app_message_performance' as table_name,
    coalesce(expected.delivery_id, found.delivery_id) as row_key

from expected
full join {{ ref('app_message_performance') }} as found
    on expected.delivery_id = found.delivery_id
where
    (
        expected.user_id, expected.email, expected.trigger,
        expected.content_id::varchar, expected.message, expected.campaign,
        expected.subject, expected.variant, expected.holdout_group,
        if(
            expected.transactional_message_id is null,
            expected.channel,
            'transactional'
        ),
        coalesce(expected.opens, 0), coalesce(expected.clicks, 0),
        coalesce(expected.human_opens > 0, false),
        coalesce(expected.human_clicks > 0, false),
        coalesce(expected.unsubscribes, 0), coalesce(expected.complaints, 0),
        coalesce(expected.status, 'sent'), expected.counted_at,
        expected.delivered_at, expected.opened_at, expected.last_opened_at,
        expected.clicked_at, expected.last_clicked_at, expected.converted_at,
        expected.converted_at is null, expected.created_at,
        greatest(expected.created_at, expected.last_told_at)
    ) is distinct from (
        found.customer_id, found.recipient_email, found.segment_name,
        found.template_id, found.template_name, found.campaign_name,
        found.subject_line, found.test_variant, found.test_group,
        found.channel, found.open_count, found.click_count,
        found.unique_opens, found.unique_clicks, found.unsubscribes,
        found.spam_complaints, found.delivery_status, found.sent_timestamp,
        found.delivered_timestamp, found.first_open_timestamp,
        found.last_open_timestamp, found.first_click_timestamp,
        found.last_click_timestamp, found.conversion_timestamp,
        found.conversion_events = [], found.created_at, found.updated_at
    )
union all
select
    'app_transactional_messages' as table_name,
    coalesce(transactional.delivery_id, found.delivery_id) as row_key

from transactional
full join {{ ref('app_transactional_messages') }} as found
    on transactional.delivery_id = found.delivery_id
left join codes on transactional.reason = codes.reason
left join calls on found.delivery_id = calls.delivery_id
where
    (
        transactional.transactional_message_id, transactional.user_id,
        transactional.email, transactional.message, transactional.plan,
        transactional.billing_cycle, transactional.country_code,
        transactional.subject, transactional.name, transactional.first_name,
        transactional.event_id::varchar, transactional.campaign,
        coalesce(transactional.human_opens, 0),
        coalesce(transactional.human_clicks, 0),
        coalesce(transactional.retries, 0),
        coalesce(transactional.status, 'sent'), codes.code,
        transactional.reason, transactional.counted_at,
        transactional.delivered_at, transactional.human_opened_at,
        transactional.human_clicked_at, transactional.converted_at is null,
        transactional.created_at,
        greatest(transactional.created_at, transactional.last_told_at),
        calls.api_request_id
    ) is distinct from (
        found.transactional_message_id, found.recipient_identifiers.id,
        found.recipient_email, found.message_data['message'],
        found.message_data['plan'], found.message_data['billing_cycle'],
        found.message_data['country'], found.template_variables.subject_line,
        found.template_variables.customer_name,
        found.template_variables.first_name,
        found.template_variables.order_number, found.campaign_context,
        found.open_count, found.click_count, found.retry_count,
        found.delivery_status, found.error_code, found.error_message,
        found.sent_timestamp, found.delivered_timestamp,
        found.opened_timestamp, found.clicked_timestamp,
        found.conversion_events = [], found.created_at, found.updated_at,
        found.api_request_id
    )
union all
select
    'app_push_notifications' as table_name,
    coalesce(pushes.delivery_id, found.delivery_id) as row_key

from pushes
full join {{ ref('app_push_notifications') }} as found
    on pushes.delivery_id = found.delivery_id
left join codes on pushes.reason = codes.reason
left join calls on found.delivery_id = calls.delivery_id
where
    (
        pushes.user_id, pushes.subject, pushes.message, pushes.variant,
        pushes.subject_id::varchar, pushes.platform, pushes.app_version,
        pushes.os_version, pushes.model, pushes.timezone, pushes.campaign,
        coalesce(pushes.retries, 0), coalesce(pushes.status, 'sent'),
        codes.code, pushes.reason, pushes.counted_at, pushes.delivered_at,
        pushes.human_opened_at, pushes.human_clicked_at,
        pushes.converted_at is null, pushes.created_at,
        greatest(pushes.created_at, pushes.last_told_at),
        calls.api_request_id
    ) is distinct from (
        found.recipient_identifiers.id, found.title,
        found.push_data['message'], found.push_data['variant'],
        found.push_data['journey'], found.platform, found.app_version,
        found.device_metadata.os_version, found.device_metadata.device_model,
        found.device_metadata.timezone, found.campaign_context,
        found.retry_count, found.delivery_status, found.error_code,
        found.error_message, found.sent_timestamp, found.delivered_timestamp,
        found.opened_timestamp, found.action_timestamp,
        found.conversion_events = [], found.created_at, found.updated_at,
        found.api_request_id
    )
union all
select
    'app_broadcast_campaigns' as table_name,
    coalesce(triggers.trigger_id, found.trigger_id) as row_key

from triggers
full join {{ ref('app_broadcast_campaigns') }} as found
    on triggers.trigger_id = found.trigger_id
left join {{ ref('cio_campaigns') }} as campaigns
    on found.broadcast_id = campaigns.action_id
where
    (
        triggers.action_id, triggers.campaign, triggers.subject,
        triggers.message, campaigns.weekday, campaigns.local_time,
        campaigns.audience_pct::varchar, triggers.recipients, triggers.sent,
        triggers.delivered, triggers.bounced, triggers.unique_opens,
        triggers.total_opens, triggers.unique_clicks, triggers.total_clicks,
        triggers.unsubscribes, triggers.failures, triggers.created_at,
        triggers.completed_at, triggers.updated_at
    ) is distinct from (
        found.broadcast_id, found.campaign_name,
        found.campaign_variables.headline, found.campaign_data['message'],
        found.campaign_data['weekday'], found.campaign_data['local_time'],
        split_part(found.targeting_criteria, ' ', 1), found.actual_recipients,
        found.messages_sent, found.messages_delivered,
        found.messages_bounced, found.unique_opens, found.total_opens,
        found.unique_clicks, found.total_clicks, found.unsubscribes,
        coalesce(list_sum(
            [error.affected_count for error in found.error_details]
        ), 0),
        found.trigger_timestamp, found.completion_timestamp, found.updated_at
    )
union all
select
    'app_delivery_errors' as table_name,
    coalesce(errors.error_id, found.error_id) as row_key

from errors
full join {{ ref('app_delivery_errors') }} as found
    on errors.error_id = found.error_id
left join codes on errors.why = codes.reason
left join calls on found.delivery_id = calls.delivery_id
where
    (
        errors.delivery_id, errors.user_id, errors.email, errors.why,
        codes.code, errors.metric, coalesce(errors.retries, 0),
        errors.user_agent, errors.told_at, calls.api_request_id
    ) is distinct from (
        found.delivery_id, found.recipient_identifiers['id'],
        found.recipient_email, found.error_message, found.error_code,
        found.error_category, found.retry_count, found.user_agent,
        found.occurred_at, found.api_request_id
    )
    or (found.channel = 'push') <> (errors.channel = 'push')
    or (found.channel = 'transactional')
    <> (errors.transactional_message_id is not null)
union all
select
    'api_request_id' as table_name,
    delivery_id as row_key

from calls
where
    deliveries > 1
    or api_request_id is null
union all
select
    'two with one id' as table_name,
    id as row_key

from (
    select push_unique_id as id from {{ ref('app_push_notifications') }}
    union all
    select message_unique_id as id from {{ ref('app_transactional_messages') }}
    union all
    select api_request_id as id from {{ ref('app_broadcast_campaigns') }}
)
group by all
having
    count(*) > 1
    or id is null
