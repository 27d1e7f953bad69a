-- People, what happened to them, and every change of a trait.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.people (
    user_id string not null comment 'Key of the person; the user\'s durable key in dim_user.',
    anonymous_id string comment 'The person\'s latest id as an anonymous visitor before the sign-up; null for a person who was no visitor before.',
    email string comment 'E-mail address in lower case, at a domain that is reserved for examples.',
    first_name string comment 'Given name.',
    last_name string comment 'Family name.',
    name string comment 'Given name and family name.',
    plan string comment 'Plan of the current subscription, or the last plan once it is cancelled. Plans are those of dim_user_subscription.',
    user_type string comment 'creator for a person who has published a post, else viewer; null for a deleted account.',
    status string comment 'active while a subscription runs, else inactive. Nobody is suspended.',
    age int comment 'Always null: not collected.',
    location_city string comment 'City in which the person watches; null for a person who has not watched yet.',
    location_country string comment 'Country of the profile, ISO 3166-1 alpha-2.',
    location_full struct<city: string, country: string, state: string, postal_code: string, timezone: string> comment 'City, country, state and time zone in which the person watches. The postal code is not collected.',
    interests array<string> comment 'Genres of the titles that the person played in the last 28 viewing days, at most three. They are ordered by the seconds that the person has ever watched of these titles, then by name. The genre is the one that the catalog has now. Null without a play.',
    tags array<string> comment 'What the person is to the company: creator, subscriber or former subscriber; a creator can be either of the others, too.',
    engagement_score double comment 'Hours watched in the last 28 viewing days, divided by 28, but at most 1.',
    activity_score double comment 'Share of the last 28 viewing days on which the person has events, from 0 to 1.',
    scores struct<engagement: double, activity: double, retention: double, satisfaction: double> comment 'Four scores from 0 to 1. engagement and activity are engagement_score and activity_score. retention is the share of the last four weeks with a visit. satisfaction is the share of the plays in these weeks that were watched to the end, null without a play.',
    gdpr_consent boolean comment 'Whether the person agrees now to the processing of personal data; taken from the consent to analytics.',
    marketing_consent boolean comment 'Whether the person agrees now to marketing e-mail; taken from the consent to marketing.',
    is_suppressed boolean default false comment 'Whether Customer.IO refuses the id because a request for erasure was carried out. The person then has no traits.',
    suppressed_at timestamp comment 'UTC time at which the id was last suppressed; null if it never was.',
    unsuppressed_at timestamp comment 'UTC time at which a suppressed id was accepted again. Always null: that never happens.',
    custom_traits map<string, string> comment 'Further traits as texts: favorite_color, billing_cycle, subscription_status, start_date and connected_services. The services are joined by commas, null without any.',
    profile_data struct<age: int, interests: array<string>, location: struct<city: string, country: string>, preferences: map<string, string>> comment 'Interests, location and preferences as one nested trait. favorite_color is the only preference. The age is not collected.',
    unicode_name string comment 'The name if it has characters beyond ASCII, else null.',
    special_description string comment 'Always null: not collected.',
    registered_at timestamp comment 'UTC time of the sign-up; null while the profile has not arrived.',
    upgraded_at timestamp comment 'UTC time of the latest upgrade to a higher plan; null without one.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the person was created; equal to registered_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the profile or the subscription.',
    identified_at timestamp default current_timestamp() comment 'UTC time at which the profile was last reported to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the person to Customer.IO. Always warehouse_sync.',
    batch_id string comment 'Always null: the batch of each call is in batch_operations.',
    constraint people_pk primary key (user_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one person whom Customer.IO knows. Every user is a person. The row shows the profile, the subscription, the location and the consents as they are now. A deleted account and a suppressed person keep their row, so that their events still have a parent, but every column that describes the person is null. The status and the timestamps stay.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'user_id,created_at',
    'quality.expectation.1' = 'email is null or email rlike \'^[^@]+@[^@]+\\.[^@]+$\''
);

create table if not exists main.customerio.people_events (
    event_id string not null comment 'Key of the event; hash of the person, the kind of event and the instant.',
    user_id string not null comment 'The person; key of the table people.',
    event_type string not null comment 'identified, updated, deleted or suppressed. No suppression is ever undone.',
    event_name string comment 'Name of the event. User Deleted and User Suppressed are names that Customer.IO reserves.',
    event_properties struct<deletion_reason: string, suppression_reason: string, suppression_type: string, unsuppression_reason: string, unsuppression_type: string, deletion_method: string, processed_at: timestamp, confirmation_id: string> comment 'Why and how the person was deleted or suppressed, when Customer.IO had processed it, and an id that confirms it.',
    previous_traits map<string, string> comment 'Traits before the event, as texts. Null for the first event, and for people whose history was redacted.',
    new_traits map<string, string> comment 'Traits after the event, as texts. Null once the person is deleted, and for people whose history was redacted.',
    gdpr_request_id string comment 'The formal request that the event follows from; key of privacy_requests. Null for events without one.',
    compliance_type string comment 'The passage of the law that the request invoked, such as GDPR Article 17. Null without a request.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    processed_timestamp timestamp default current_timestamp() comment 'UTC time at which Customer.IO had processed the event; equal to received_at.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the call to Customer.IO. Always warehouse_sync.',
    api_call_id string comment 'The call that reported the event; message_id of int_customerio__calls. Null for a suppression, which is not reported by a call.',
    constraint people_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a person in Customer.IO. The person is identified at the sign-up, updated when the profile changes, deleted with the account, and suppressed by a request for erasure.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'identified\', \'deleted\', \'suppressed\', \'unsuppressed\', \'updated\')'
);

create table if not exists main.customerio.people_traits_history (
    history_id string not null comment 'Key of the change; hash of the person, the trait and the instant.',
    user_id string not null comment 'The person; key of the table people.',
    trait_name string not null comment 'Name of the trait: email, first_name, last_name, country_code, favorite_color, plan, billing_cycle, subscription_status or connected_services.',
    old_value string comment 'Value before the change, as text; null for the first value.',
    new_value string comment 'Value after the change, as text; null once the trait is deleted.',
    value_type string comment 'Type of the value that the text stands for: string, or array for a list joined by commas.',
    change_type string not null comment 'created, updated or deleted.',
    change_reason string comment 'What caused the change: sign_up, user_update, subscription_start, subscription_change, cancellation, resumption or account_deletion.',
    changed_at timestamp default current_timestamp() comment 'UTC time of the change.',
    effective_from timestamp default current_timestamp() comment 'UTC time from which the new value is valid; equal to changed_at.',
    effective_to timestamp comment 'UTC time of the trait\'s next change, until which the value is valid. Null while the value is valid.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    api_call_id string comment 'The call that reported the change; message_id of int_customerio__calls.',
    constraint people_traits_history_pk primary key (history_id)
)
using delta
cluster by (changed_at, user_id)
comment 'Grain: one change of one trait of a person. The traits are those of the profile and of the subscription. The intervals of a trait follow each other without a gap, and the last one is open. Suppressed people have no rows, since their history is redacted.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'history_id,changed_at,user_id'
);

alter table main.customerio.people_events drop constraint if exists people_events_user_id_fk;

alter table main.customerio.people_events add constraint people_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.people_traits_history drop constraint if exists people_traits_history_user_id_fk;

alter table main.customerio.people_traits_history add constraint people_traits_history_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);
