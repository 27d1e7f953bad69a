-- Messages: what was sent, and what came of it.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.app_transactional_messages (
    delivery_id string not null comment 'Key of the delivery.',
    transactional_message_id int not null comment 'The message; action_id of cio_campaigns.',
    message_unique_id string not null comment 'Key of this message to this person; hash of the delivery and its content.',
    recipient_email string comment 'Address of the person at the time of the send; null while the profile has not arrived, and of people who are suppressed.',
    recipient_identifiers struct<email: string, id: string, user_id: string> comment 'Whom the message is for: email is the address; id and user_id both hold the user\'s id.',
    message_data map<string, string> comment 'The data sent with the trigger: message, plan, billing_cycle and country, as texts.',
    template_variables struct<subject_line: string, customer_name: string, first_name: string, order_number: string, order_total: string, product_name: string, download_link: string, support_email: string, tracking_number: string> comment 'What the template was filled with. There are no order totals, downloads or parcels here.',
    sent_timestamp timestamp not null comment 'UTC time of the send; that of the attempt, if no send was reported.',
    delivery_status string default 'sent' comment 'The furthest state that it reached: sent, delivered, bounced, failed, or dropped before the send.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null unless it was delivered.',
    opened_timestamp timestamp comment 'UTC time of the first open by a person.',
    clicked_timestamp timestamp comment 'UTC time of the first click by a person.',
    open_count int default 0 comment 'Opens by the person; an open that is inferred from a click counts. Additive.',
    click_count int default 0 comment 'Clicks by the person. Additive.',
    conversion_events array<string> comment 'Events that the message was meant to bring about and that followed. Always empty here: a transactional message has no such aim.',
    revenue_attributed double comment 'Revenue a month that came of it; null, as transactional messages are not meant to sell.',
    error_code string comment 'Why it did not arrive, as a code; null if it did.',
    error_message string comment 'Why it did not arrive, in the words of the report.',
    retry_count int default 0 comment 'How often a busy mailbox put it off. Additive.',
    workspace_id string comment 'The workspace; there is one.',
    campaign_context string comment 'Name of the campaign that the message belongs to.',
    api_request_id string comment 'The request by which it was sent; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about it.',
    constraint app_transactional_messages_pk primary key (delivery_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one transactional message to one person: an answer to what the person did. It reaches people who have unsubscribed, too, but nobody who is suppressed. Opens and clicks are those of people: what mail programs prefetch and link scanners follow is left out.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'delivery_id,sent_timestamp'
);

create table if not exists main.customerio.app_broadcast_campaigns (
    trigger_id string not null comment 'Key of the run.',
    broadcast_id int not null comment 'The message; action_id of cio_campaigns.',
    campaign_name string comment 'Name of the campaign.',
    trigger_timestamp timestamp not null comment 'UTC time at which the first delivery was created. Each person\'s delivery is created at their own local time.',
    triggered_by string comment 'What started the run: the schedule.',
    campaign_data map<string, string> comment 'message, trigger, weekday and local time, as texts.',
    campaign_variables struct<headline: string, discount_percentage: int, sale_end_date: string, campaign_name: string, feature_name: string, beta_signup_url: string, expiration_date: string, featured_products: array<string>> comment 'Values for the variables of the template. There are no sales and no features to try here.',
    recipients_config struct<segment: struct<id: int>, emails: array<string>, customers: array<string>, tags: array<string>> comment 'The people whom the run is for: the segment, by the number of the message, of people with a marketing consent.',
    targeting_criteria string comment 'The people whom the run is for, in words.',
    estimated_recipients int comment 'People for whom a delivery was created. Additive.',
    actual_recipients int comment 'Equal to estimated_recipients. Additive.',
    execution_status string default 'triggered' comment 'Always completed: a run that is loaded is over.',
    start_timestamp timestamp comment 'UTC time at which the first delivery was created.',
    completion_timestamp timestamp comment 'UTC time of the last send.',
    processing_duration_seconds int comment 'Seconds from the first delivery to the last send. It can be more than a day, since local times differ around the world.',
    messages_sent int default 0 comment 'Deliveries that were sent, including those to the trap. Additive.',
    messages_delivered int default 0 comment 'Deliveries that arrived. Additive.',
    messages_bounced int default 0 comment 'Deliveries that bounced for good. Additive.',
    unique_opens int default 0 comment 'Deliveries that a person opened. Additive.',
    unique_clicks int default 0 comment 'Deliveries in which a person clicked. Additive.',
    total_opens int default 0 comment 'Opens that were recorded, including prefetched ones. Additive.',
    total_clicks int default 0 comment 'Clicks that were recorded, including those by machines. Additive.',
    unsubscribes int default 0 comment 'People who unsubscribed through the run. Additive over runs.',
    conversion_events array<string> comment 'Always empty: broadcasts are not meant to sell.',
    conversion_count int default 0 comment 'Always 0: broadcasts are not meant to sell.',
    revenue_attributed double comment 'Always null: broadcasts are not meant to sell.',
    error_details array<struct<error_code: string, error_message: string, affected_count: int>> comment 'Why deliveries did not arrive, with the number of each; null if all arrived.',
    workspace_id string comment 'The workspace; there is one.',
    api_request_id string comment 'The request that triggered the run; hash of the run.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the first delivery was created.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about one of the deliveries.',
    constraint app_broadcast_campaigns_pk primary key (trigger_id)
)
using delta
cluster by (created_at)
comment 'Grain: one run of a broadcast, which is a message sent to everybody on one day. Counts are of what was reported about its deliveries so far. Deliveries that were held out count as sent.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'trigger_id,created_at'
);

create table if not exists main.customerio.app_push_notifications (
    delivery_id string not null comment 'Key of the delivery.',
    push_unique_id string not null comment 'Key of this message to this person; hash of the delivery and its content.',
    recipient_identifiers struct<email: string, id: string, user_id: string> comment 'Identifiers of the person in Customer.IO; a push has no address.',
    device_tokens array<string> comment 'The token that the message was sent to, as the push service knows it: push_token of push_tokens.',
    title string not null comment 'Title of the message.',
    message string not null comment 'Text of the message.',
    push_data map<string, string> comment 'message, variant and journey, as texts.',
    rich_content struct<sound: string, badge: int, category: string, deep_link: string, action_url: string, image_url: string, video_url: string> comment 'Sound, badge, category and links. There are no pictures or videos here.',
    platform string comment 'ios or android, the platform of the token.',
    app_version string comment 'Version of the app on the device at the time of the send; null before the device\'s first event.',
    device_metadata struct<os_version: string, device_model: string, app_version: string, timezone: string> comment 'Model and versions of the device (null before its first event) and the person\'s time zone, at the time of the send.',
    sent_timestamp timestamp not null comment 'UTC time of the send; that of the attempt, if no send was reported.',
    delivery_status string default 'sent' comment 'The furthest state that it reached: sent, delivered, bounced or failed.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null unless it was delivered.',
    opened_timestamp timestamp comment 'UTC time of the first open.',
    action_timestamp timestamp comment 'UTC time of the first click.',
    delivery_rate double comment '1 if the message was delivered to its token, else 0.',
    open_rate double comment '1 if the delivered message was opened, else 0; null if it was not delivered.',
    action_taken string comment 'What the person did with the message: open_deep_link; null if nothing.',
    conversion_events array<string> comment 'What the person did as the message intended; empty if nothing.',
    error_code string comment 'Why the message did not arrive, as a code; null if it did.',
    error_message string comment 'Why the message did not arrive, in the words of the report; null if it did.',
    failed_device_tokens array<string> comment 'The token, if the message bounced or failed; else empty.',
    retry_count int default 0 comment 'How often the message was delayed. Additive.',
    workspace_id string comment 'The workspace; there is one.',
    campaign_context string comment 'Name of the campaign that the message belongs to.',
    api_request_id string comment 'The request by which the message was sent; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about it.',
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
    message_id string not null comment 'The same as delivery_id.',
    channel string not null comment 'email or push, or transactional for messages that answer what a person did.',
    delivery_id string comment 'The delivery; in the table of its channel, too.',
    recipient_email string comment 'Address of the person at the time of the send; null for a push and for people who are suppressed.',
    customer_id string comment 'The person; key of people.',
    segment_name string comment 'What triggers the message, and so who gets it: trigger of cio_campaigns.',
    template_id string comment 'The content that was sent: ten times the number of the message, plus 1 for variant b.',
    template_name string comment 'Name of the message, such as onboarding_day_1.',
    campaign_name string comment 'Name of the campaign.',
    subject_line string comment 'Subject of the e-mail, or title of the push.',
    sent_timestamp timestamp not null comment 'UTC time of the send, or of the attempt if no send was reported. A held-out delivery has one, too: it was sent to the trap.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null unless it was delivered.',
    first_open_timestamp timestamp comment 'UTC time of the first open that was recorded, by a person or a machine.',
    last_open_timestamp timestamp comment 'UTC time of the last open that was recorded, by a person or a machine.',
    first_click_timestamp timestamp comment 'UTC time of the first click that was recorded, by a person or a machine.',
    last_click_timestamp timestamp comment 'UTC time of the last click that was recorded, by a person or a machine.',
    conversion_timestamp timestamp comment 'UTC time of the conversion, the purchase that the message aimed at; null without one.',
    delivery_status string comment 'The furthest state that it reached: sent, delivered, bounced, failed, or dropped before the send.',
    open_count int default 0 comment 'Recorded opens. Over all messages, more than half come from mail programs that load images in advance. Additive.',
    click_count int default 0 comment 'Clicks that were recorded, including those by machines. Additive.',
    unique_opens boolean default false comment 'Whether a person opened the message: whether an open was not prefetched.',
    unique_clicks boolean default false comment 'Whether a person clicked: whether a click was not made by a machine.',
    conversion_events array<string> comment 'What the person did as the message intended; empty if nothing.',
    conversion_value double comment 'Monthly price of the subscription that followed, in US dollars.',
    conversion_type string comment 'purchase if a subscription was resumed; null without a conversion.',
    time_to_conversion_hours double comment 'Hours from the send to the conversion.',
    engagement_score double comment '40 for an open and 60 for a click by a person, from 0 to 100.',
    spam_complaints int default 0 comment '1 if the person reported it as spam, else 0. Additive.',
    unsubscribes int default 0 comment '1 if the person unsubscribed through the message, else 0. Additive.',
    forwards int default 0 comment 'Always null: not collected here.',
    social_shares int default 0 comment 'Always null: not collected here.',
    test_variant string comment 'Variant of the content, a or b; null for transactional messages.',
    test_group string comment 'treated; holdout, held out of this send; or control, in the group that never gets marketing. Null for a transactional message, of which nobody is held out.',
    test_name string comment 'Name of the test; null for transactional messages.',
    workspace_id string comment 'The workspace; there is one.',
    api_request_id string comment 'The request by which the message was sent; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about it.',
    constraint app_message_performance_pk primary key (performance_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one delivery, of any channel, with all metrics reported about it. A delivery that was held out has a row, too: it counts as sent and is never delivered or opened.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'performance_id,sent_timestamp'
);

create table if not exists main.customerio.app_delivery_errors (
    error_id string not null comment 'Key of the report; metric_id of stg_customerio__metrics.',
    delivery_id string comment 'The delivery.',
    message_id string comment 'The delivery; equal to delivery_id.',
    channel string not null comment 'Channel: transactional, broadcast or triggered for an e-mail, by the kind of message; push for a push.',
    error_code string not null comment 'Reason as a code: hard_bounce, soft_bounce, invalid_token, esp_suppressed, service_unavailable or other.',
    error_message string not null comment 'Reason in the words of the report.',
    error_category string comment 'Kind of report: bounced, failed or dropped.',
    error_severity string default 'medium' comment 'low for a mailbox that was busy, high for a service that was down, else medium.',
    recipient_email string comment 'Address of the person at the time of the send; null for a push and for people who are suppressed.',
    recipient_identifiers map<string, string> comment 'id and address of the person, as texts.',
    api_endpoint string comment 'The endpoint by which such messages are sent.',
    request_payload string comment 'Always null: not collected here.',
    retry_count int default 0 comment 'How often a busy mailbox delayed the message before. Additive.',
    retry_strategy string comment 'What is done about such an error: a busy mailbox is tried for 72 hours, other errors are not retried.',
    resolved boolean default false comment 'Whether the message arrived after all; none did, since these reports are final.',
    resolved_timestamp timestamp comment 'Always null: no error is resolved.',
    resolution_method string comment 'What Customer.IO does next: it suppresses the address or drops the token.',
    resolution_notes string comment 'Always null: not collected here.',
    affected_recipients int default 1 comment 'Number of people concerned: 1. Additive.',
    business_impact string comment 'Effect on the business: a customer does not get an answer, or one message is missing.',
    downtime_minutes int default 0 comment 'Always null: not collected here.',
    alert_triggered boolean default false comment 'Whether an alert was raised, which happens when the service was down.',
    escalated boolean default false comment 'Whether the error was escalated; none was.',
    preventable boolean comment 'Whether cleaning the list beforehand would have prevented it.',
    prevention_notes string comment 'How to prevent such an error; null if it can\'t be prevented.',
    workspace_id string comment 'The workspace; there is one.',
    api_request_id string comment 'The request by which the message was sent; hash of the delivery.',
    user_agent string comment 'Program that reported it; null if none is named.',
    occurred_at timestamp not null comment 'UTC time of the event.',
    created_at timestamp default current_timestamp() comment 'UTC time of the report.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the report; equal to created_at, since reports do not change.',
    constraint app_delivery_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at)
comment 'Grain: one report that a message bounced, failed or was dropped, and so did not arrive.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'error_id,occurred_at'
);

alter table main.customerio.app_message_performance drop constraint if exists app_message_performance_customer_id_fk;

alter table main.customerio.app_message_performance add constraint app_message_performance_customer_id_fk foreign key (customer_id)
    references main.customerio.people (user_id);
