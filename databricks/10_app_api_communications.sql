-- Messages: what was sent, and what came of it.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.app_transactional_messages (
    delivery_id string not null comment 'Key of the delivery.',
    transactional_message_id int not null comment 'The message; action_id of cio_campaigns.',
    message_unique_id string not null comment 'Id of this message to this person; hash of the delivery and its content.',
    recipient_email string comment 'E-mail address of the person at the time of the send; null while the profile has not arrived, and for suppressed people.',
    recipient_identifiers struct<email: string, id: string, user_id: string> comment 'Whom the message is for: the e-mail address, and the user\'s id in the fields id and user_id.',
    message_data map<string, string> comment 'Data sent with the trigger, as a map from name to text: message, plan, billing_cycle and country.',
    template_variables struct<subject_line: string, customer_name: string, first_name: string, order_number: string, order_total: string, product_name: string, download_link: string, support_email: string, tracking_number: string> comment 'Values that the template was filled with. Fields about order totals, downloads and parcels are always null.',
    sent_timestamp timestamp not null comment 'UTC time of the send, or of the attempt if no send was reported.',
    delivery_status string default 'sent' comment 'The furthest state that the message reached: sent, delivered, bounced, failed, or dropped before the send.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null for a message that was not delivered.',
    opened_timestamp timestamp comment 'UTC time of the first open by a person; null without one.',
    clicked_timestamp timestamp comment 'UTC time of the first click by a person; null without one.',
    open_count int default 0 comment 'Opens by the person, including those inferred from a click. Additive.',
    click_count int default 0 comment 'Clicks by the person. Additive.',
    conversion_events array<string> comment 'What the person did that the message was sent to bring about. Always empty: transactional messages have no conversion goal.',
    revenue_attributed double comment 'Revenue a month that the message brought. Always null: transactional messages have no conversion goal.',
    error_code string comment 'Code of the reason why the message did not arrive; null if it arrived.',
    error_message string comment 'Reason why the message did not arrive, in the words of the report; null if it arrived.',
    retry_count int default 0 comment 'How often a busy mailbox delayed the message. Additive.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    campaign_context string comment 'Name of the campaign that the message belongs to.',
    api_request_id string comment 'Id of the request that sent the message; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about the delivery.',
    constraint app_transactional_messages_pk primary key (delivery_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one transactional message to one person, which answers something that the person did. It reaches people who have unsubscribed, too, but nobody who is suppressed. Opens and clicks are those of people; prefetched opens and clicks by link scanners do not count.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'delivery_id,sent_timestamp'
);

create table if not exists main.customerio.app_broadcast_campaigns (
    trigger_id string not null comment 'Key of the run.',
    broadcast_id int not null comment 'The message that the run sends; action_id of cio_campaigns.',
    campaign_name string comment 'Name of the campaign.',
    trigger_timestamp timestamp not null comment 'UTC time at which the first delivery was created. Each person\'s delivery is created at the same local time.',
    triggered_by string comment 'What started the run. Always schedule.',
    campaign_data map<string, string> comment 'Message, trigger, weekday and local time, as a map from name to text.',
    campaign_variables struct<headline: string, discount_percentage: int, sale_end_date: string, campaign_name: string, feature_name: string, beta_signup_url: string, expiration_date: string, featured_products: array<string>> comment 'Values for the variables of the template. Fields about sales and features are always null.',
    recipients_config struct<segment: struct<id: int>, emails: array<string>, customers: array<string>, tags: array<string>> comment 'Whom the run is for: the segment, numbered like the message, of people with a marketing consent.',
    targeting_criteria string comment 'Whom the run is for, in words.',
    estimated_recipients int comment 'Number of people for whom a delivery was created. Additive.',
    actual_recipients int comment 'Number of people for whom a delivery was created; equal to estimated_recipients. Additive.',
    execution_status string default 'triggered' comment 'Always completed: a run is over once it is loaded.',
    start_timestamp timestamp comment 'UTC time at which the first delivery was created; equal to trigger_timestamp.',
    completion_timestamp timestamp comment 'UTC time of the last send.',
    processing_duration_seconds int comment 'Seconds from the first delivery to the last send. They can exceed a day, since local times differ around the world.',
    messages_sent int default 0 comment 'Deliveries that were sent, including held-out ones, which go to a trap address. Additive.',
    messages_delivered int default 0 comment 'Deliveries that arrived. Additive.',
    messages_bounced int default 0 comment 'Deliveries that bounced for good. Additive.',
    unique_opens int default 0 comment 'Deliveries that a person opened. Additive.',
    unique_clicks int default 0 comment 'Deliveries in which a person clicked. Additive.',
    total_opens int default 0 comment 'Recorded opens, including those that mail programs prefetched. Additive.',
    total_clicks int default 0 comment 'Recorded clicks, including those by machines. Additive.',
    unsubscribes int default 0 comment 'People who unsubscribed through the message. Additive over runs.',
    conversion_events array<string> comment 'Always empty: broadcasts have no conversion goal.',
    conversion_count int default 0 comment 'Always 0: broadcasts have no conversion goal.',
    revenue_attributed double comment 'Always null: broadcasts have no conversion goal.',
    error_details array<struct<error_code: string, error_message: string, affected_count: int>> comment 'Why deliveries did not arrive, with the number of deliveries for each reason; null if all arrived.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    api_request_id string comment 'Id of the request that triggered the run; hash of the run.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the first delivery was created; equal to trigger_timestamp.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about a delivery of the run.',
    constraint app_broadcast_campaigns_pk primary key (trigger_id)
)
using delta
cluster by (created_at)
comment 'Grain: one run of a broadcast: a message sent to everybody on one day. Counts show what has been reported about its deliveries so far. Deliveries that were held out count as sent.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'trigger_id,created_at'
);

create table if not exists main.customerio.app_push_notifications (
    delivery_id string not null comment 'Key of the delivery.',
    push_unique_id string not null comment 'Id of this message to this person; hash of the delivery and its content.',
    recipient_identifiers struct<email: string, id: string, user_id: string> comment 'Ids of the person in Customer.IO. The e-mail address is null, since a push has none.',
    device_tokens array<string> comment 'The token that the message was sent to, as a list of one; push_token of push_tokens.',
    title string not null comment 'Title of the message.',
    message string not null comment 'Text of the message.',
    push_data map<string, string> comment 'Message, variant and journey, as a map from name to text.',
    rich_content struct<sound: string, badge: int, category: string, deep_link: string, action_url: string, image_url: string, video_url: string> comment 'Sound, badge, category and links. Pictures and videos are always null.',
    platform string comment 'Platform of the token: ios or android.',
    app_version string comment 'Version of the app on the device when the message was created; null before the device\'s first event.',
    device_metadata struct<os_version: string, device_model: string, app_version: string, timezone: string> comment 'Model and versions of the device, and the person\'s time zone, when the message was created. Model and versions are null before the device\'s first event.',
    sent_timestamp timestamp not null comment 'UTC time of the send, or of the attempt if no send was reported.',
    delivery_status string default 'sent' comment 'The furthest state that the message reached: sent, delivered, bounced or failed.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null for a message that was not delivered.',
    opened_timestamp timestamp comment 'UTC time of the first open; null for a message that was not opened.',
    action_timestamp timestamp comment 'UTC time of the first click; null for a message that was not clicked.',
    delivery_rate double comment '1 if the message was delivered, else 0.',
    open_rate double comment '1 if the message was opened, else 0; null for a message that was not delivered.',
    action_taken string comment 'What the person did with the message. Always open_deep_link; null without a click.',
    conversion_events array<string> comment 'What the person did that the message was sent to bring about, as a list; empty without a conversion.',
    error_code string comment 'Code of the reason why the message did not arrive; null if it arrived.',
    error_message string comment 'Reason why the message did not arrive, in the words of the report; null if it arrived.',
    failed_device_tokens array<string> comment 'The token, as a list of one, if the message bounced or failed; else empty.',
    retry_count int default 0 comment 'How often the message was delayed. Additive.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    campaign_context string comment 'Name of the campaign that the message belongs to.',
    api_request_id string comment 'Id of the request that sent the message; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about the delivery.',
    constraint app_push_notifications_pk primary key (delivery_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one push message to one device of one person. A message that was held out has a row, too: Customer.IO sends it to a trap, so it counts as sent and is never delivered. Every open is by a person.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'delivery_id,sent_timestamp'
);

create table if not exists main.customerio.app_message_performance (
    performance_id string not null comment 'Key of the row; hash of the delivery.',
    message_id string not null comment 'Id of the message; equal to delivery_id.',
    channel string not null comment 'transactional for messages that answer what a person did; for other messages, email or push.',
    delivery_id string comment 'The delivery. The table of its channel has the same id.',
    recipient_email string comment 'E-mail address of the person at the time of the send; null for a push and for suppressed people.',
    customer_id string comment 'The person; key of the table people.',
    segment_name string comment 'What triggers the message, and so decides who gets it; trigger of cio_campaigns.',
    template_id string comment 'The content that was sent: ten times the number of the message, plus 1 for variant b.',
    template_name string comment 'Name of the message, such as onboarding_day_1.',
    campaign_name string comment 'Name of the campaign.',
    subject_line string comment 'Subject of the e-mail, or title of the push.',
    sent_timestamp timestamp not null comment 'UTC time of the send, or of the attempt if no send was reported. A held-out delivery has a send, too, to a trap address.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null for a message that was not delivered.',
    first_open_timestamp timestamp comment 'UTC time of the first recorded open, by a person or a machine; null without one.',
    last_open_timestamp timestamp comment 'UTC time of the last recorded open, by a person or a machine; null without one.',
    first_click_timestamp timestamp comment 'UTC time of the first recorded click, by a person or a machine; null without one.',
    last_click_timestamp timestamp comment 'UTC time of the last recorded click, by a person or a machine; null without one.',
    conversion_timestamp timestamp comment 'UTC time of the conversion: the purchase that the message was sent to bring about. Null without one.',
    delivery_status string comment 'The furthest state that the message reached: sent, delivered, bounced, failed, or dropped before the send.',
    open_count int default 0 comment 'Recorded opens. More than half of all opens are prefetched by mail programs. Additive.',
    click_count int default 0 comment 'Recorded clicks, including those by machines. Additive.',
    unique_opens boolean default false comment 'Whether a person opened the message; prefetched opens do not count.',
    unique_clicks boolean default false comment 'Whether a person clicked in the message; clicks by machines do not count.',
    conversion_events array<string> comment 'What the person did that the message was sent to bring about, as a list; empty without a conversion.',
    conversion_value double comment 'Monthly price of the subscription that the person resumed, in US dollars; null without a conversion.',
    conversion_type string comment 'Always purchase: the person resumed a subscription. Null without a conversion.',
    time_to_conversion_hours double comment 'Hours from the send to the conversion; null without one.',
    engagement_score double comment '40 points for an open by a person plus 60 for a click by a person, so from 0 to 100.',
    spam_complaints int default 0 comment '1 if the person reported the message as spam, else 0. Additive.',
    unsubscribes int default 0 comment '1 if the person unsubscribed through the message, else 0. Additive.',
    forwards int default 0 comment 'Always null: not collected.',
    social_shares int default 0 comment 'Always null: not collected.',
    test_variant string comment 'Variant of the content, a or b; null for transactional messages.',
    test_group string comment 'treated (was sent the message), holdout (held out of this send) or control (in the group that never gets marketing). Null for transactional messages, of which nobody is held out.',
    test_name string comment 'Name of the test; null for transactional messages.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    api_request_id string comment 'Id of the request that sent the message; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about the delivery.',
    constraint app_message_performance_pk primary key (performance_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one delivery of any channel, with all metrics reported about it. A delivery that was held out has a row, too: it counts as sent and is never delivered or opened.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'performance_id,sent_timestamp'
);

create table if not exists main.customerio.app_delivery_errors (
    error_id string not null comment 'Key of the report; metric_id of stg_customerio__metrics.',
    delivery_id string comment 'The delivery; key of app_message_performance.',
    message_id string comment 'Id of the message; equal to delivery_id.',
    channel string not null comment 'push for a push message; for an e-mail, the kind of message: transactional, broadcast or triggered.',
    error_code string not null comment 'Code of the reason: hard_bounce, soft_bounce, invalid_token, esp_suppressed, service_unavailable or other.',
    error_message string not null comment 'Reason in the words of the report.',
    error_category string comment 'Kind of report: bounced, failed or dropped.',
    error_severity string default 'medium' comment 'low for a busy mailbox (soft_bounce), high for an unavailable service, else medium.',
    recipient_email string comment 'E-mail address of the person at the time of the send; null for a push and for suppressed people.',
    recipient_identifiers map<string, string> comment 'Id and e-mail address of the person, as a map from name to text.',
    api_endpoint string comment 'Path of the API endpoint that sends such messages.',
    request_payload string comment 'Always null: not collected.',
    retry_count int default 0 comment 'How often a busy mailbox had delayed the message. Additive.',
    retry_strategy string comment 'How Customer.IO retries after such an error: for 72 hours if the mailbox was busy, else not at all.',
    resolved boolean default false comment 'Whether the message arrived after all. Always false: these reports are final.',
    resolved_timestamp timestamp comment 'Always null: no error is resolved.',
    resolution_method string comment 'What Customer.IO does about the error: it suppresses the address or drops the token. Null for other errors.',
    resolution_notes string comment 'Always null: not collected.',
    affected_recipients int default 1 comment 'Number of people that the error affects. Always 1. Additive.',
    business_impact string comment 'Effect on the business, in words: a customer lacks an answer, or there is one message less.',
    downtime_minutes int default 0 comment 'Always null: not collected.',
    alert_triggered boolean default false comment 'Whether an alert was raised, which happens when the push service is unavailable.',
    escalated boolean default false comment 'Whether the error was escalated. Always false.',
    preventable boolean comment 'Whether a cleanup of addresses and tokens beforehand would have prevented the error.',
    prevention_notes string comment 'How to prevent such an error, in words; null if it is not preventable.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    api_request_id string comment 'Id of the request that sent the message; hash of the delivery.',
    user_agent string comment 'Program that reported the error; null if none is named.',
    occurred_at timestamp not null comment 'UTC time at which the message bounced, failed or was dropped.',
    created_at timestamp default current_timestamp() comment 'UTC time of the report; equal to occurred_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the report; equal to created_at, since reports do not change.',
    constraint app_delivery_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at)
comment 'Grain: one report that a message bounced, failed or was dropped, so that it did not arrive.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'error_id,occurred_at'
);

alter table main.customerio.app_message_performance drop constraint if exists app_message_performance_customer_id_fk;

alter table main.customerio.app_message_performance add constraint app_message_performance_customer_id_fk foreign key (customer_id)
    references main.customerio.people (user_id);
