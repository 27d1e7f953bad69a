-- Devices, push tokens and sessions of apps.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.devices (
    device_id string not null comment 'Key of the device.',
    device_token string comment 'The active push token; null without one. All tokens are in push_tokens.',
    user_id string not null comment 'The person who used the device last; before the first event, the one who registered its latest token. Key of people.',
    device_type string not null comment 'ios or android for phones and tablets, web for computers.',
    platform string comment 'iOS, Android or Web.',
    device_category string comment 'mobile, tablet or desktop; null before the first event.',
    model string comment 'Name of the model; null before the first event.',
    brand string comment 'Brand of the model; null before the first event.',
    manufacturer string comment 'Manufacturer of the device; equal to brand.',
    device_name string comment 'Name of the device; equal to model, since owners do not rename devices.',
    os_name string comment 'Operating system.',
    os_version string comment 'Version of the operating system at the last event; null before the first event.',
    app_version string comment 'Version of the app at the last event; null before the first event.',
    app_build string comment 'Build of the app: its version and the year in which the device was registered, joined by a dot. Null before the first event.',
    app_name string comment 'Name of the app. Always Reelhouse.',
    app_namespace string comment 'Identifier of the app on the platform, under a name that is reserved for examples.',
    timezone string comment 'Time zone at the last event, an IANA name; null before the first event.',
    language string comment 'Language of the device, as a code: the main language of the country at the last event. Null before the first event.',
    locale string comment 'Language and country, such as en-US; null before the first event.',
    country string comment 'Country at the last event, ISO 3166-1 alpha-2; null before the first event.',
    push_enabled boolean default true comment 'Whether the owner allows push messages on the device, which means that it has an active token.',
    location_enabled boolean comment 'Always null: not collected.',
    bluetooth_enabled boolean comment 'Always null: not collected.',
    carrier string comment 'Always null: not collected.',
    network_type string comment 'wifi or cellular at the last event, where a cable counts as wifi. Null before the first event.',
    ip_address string comment 'Always null: not collected.',
    metadata struct<app_version: string, os_version: string, model: string, timezone: string, language: string, brand: string, screen_resolution: string, memory_total: bigint, storage_total: bigint, custom_properties: map<string, string>> comment 'Attributes of the device as one nested value. Resolution, memory and storage are not collected.',
    status string default 'active' comment 'unregistered once the owner\'s account is deleted. Otherwise inactive if the last event is more than 28 days before the last loaded day, else active. Without an event, the latest token counts.',
    is_test_device boolean default false comment 'Whether this is a test device. Always false.',
    last_seen_at timestamp comment 'UTC time of the last event on the device; null before the first event.',
    registered_at timestamp default current_timestamp() comment 'UTC time of the first event on the device, or of its first push token if that is earlier.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last change of a version, of the last event or of the deletion of the owner\'s account, whichever is latest. Without an event, the latest token counts.',
    unregistered_at timestamp comment 'UTC time at which the owner\'s account was deleted; null until then.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the device to Customer.IO. Always warehouse_sync.',
    registration_source string comment 'How the device was registered. Always sdk: by the app.',
    constraint devices_pk primary key (device_id)
)
using delta
cluster by (user_id)
comment 'Grain: one device that Customer.IO can know: a phone or tablet with iOS or Android, or a computer, as the web. Televisions send events but are not devices of Customer.IO. A device belongs to one person at a time, the one who used it last. An app registers its push token when it is installed, so a device can be known from its token before its first event.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'device_id,user_id',
    'quality.expectation.1' = 'device_type in (\'ios\', \'android\', \'web\', \'desktop\')'
);

create table if not exists main.customerio.device_events (
    event_id string not null comment 'Key of the event; hash of the device, the kind of event and the instant.',
    device_id string not null comment 'The device; key of devices. A shared device is registered for each person of the household.',
    user_id string not null comment 'The person to whom the device belongs in this event; key of the table people.',
    event_type string not null comment 'registered, updated or deleted.',
    event_name string comment 'Name of the event, as Customer.IO reserves it.',
    previous_metadata struct<app_version: string, os_version: string, status: string, last_seen: timestamp> comment 'Versions, status and time of the previous version; null for the first event.',
    new_metadata struct<app_version: string, os_version: string, status: string, last_seen: timestamp> comment 'Versions and status after the event; last_seen is the time of the first event that showed them.',
    event_properties struct<device_token: string, device_type: string, registration_source: string, deletion_reason: string, update_reason: string> comment 'Kind of device, how it was registered, and why it was updated or deleted. The push token is in push_tokens.',
    app_version string comment 'Version of the app after the event.',
    os_version string comment 'Version of the operating system after the event.',
    triggered_by string comment 'What caused the event: the app (sdk), or for a deletion the user (user_action).',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    api_call_id string comment 'Always null: devices are not reported by calls of their own, but in the context of other calls.',
    constraint device_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a person\'s device. It is registered with its first version in dim_device, updated with each further version, and deleted with the owner\'s account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'registered\', \'updated\', \'deleted\', \'activated\', \'deactivated\')'
);

create table if not exists main.customerio.push_tokens (
    token_id string not null comment 'Key of the token.',
    device_id string not null comment 'The device; key of devices.',
    user_id string not null comment 'The person who allowed push messages on the device; key of the table people.',
    push_token string not null comment 'The token, as the push service knows it.',
    token_type string comment 'apns for iOS, fcm for Android.',
    platform string comment 'ios or android.',
    is_active boolean default true comment 'Whether the token can be used now: it has not ended. A device has at most one active token.',
    is_valid boolean default true comment 'Whether the token is active and no message to it has bounced.',
    last_validated_at timestamp comment 'UTC time of the last delivery to the token; without a delivery, that of its registration.',
    successful_deliveries int default 0 comment 'Messages that were delivered to the token. Additive.',
    failed_deliveries int default 0 comment 'Messages to the token that bounced or failed. Additive.',
    last_delivery_at timestamp comment 'UTC time of the last delivery to the token; null without one.',
    last_failure_at timestamp comment 'UTC time of the last bounce or failure; null without one.',
    failure_reason string comment 'Why the latest failed message to the token failed, even if later ones arrived. If none failed, why the token ended: replaced, withdrawn or account deleted. Null otherwise.',
    registered_at timestamp default current_timestamp() comment 'UTC time at which the app registered the token.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change, delivery or failure of the token.',
    expired_at timestamp comment 'UTC time at which the token ended; null while it is active.',
    constraint push_tokens_pk primary key (token_id)
)
using delta
cluster by (user_id)
comment 'Grain: one push token of the app on a phone or tablet, from its registration to its end. A token ends when another one replaces it, when the owner withdraws the permission, or when the account is deleted.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'token_id,user_id'
);

create table if not exists main.customerio.device_sessions (
    session_id string not null comment 'Key of the session, as in fct_sessions.',
    device_id string not null comment 'The device; key of devices.',
    user_id string not null comment 'The person who watched; key of the table people.',
    session_start timestamp not null comment 'UTC time of the first event of the session.',
    session_end timestamp comment 'UTC time of the last known activity of the session.',
    session_duration_seconds int comment 'Seconds from session_start to session_end. Additive.',
    app_version string comment 'Version of the app at the start of the session.',
    os_version string comment 'Version of the operating system at the start of the session.',
    entry_point string comment 'How the app was opened: push_notification if the person had opened a push message within the hour before, else app_icon.',
    exit_point string comment 'How the app was left. Always background.',
    screen_views int default 0 comment 'Number of screens that the person saw, one for each event. Additive.',
    events_tracked int default 0 comment 'Number of events in the session. Additive.',
    crashes int default 0 comment 'Always null: not collected.',
    network_type string comment 'wifi or cellular at the first event that names a network.',
    country string comment 'Country at the start of the session, ISO 3166-1 alpha-2.',
    timezone string comment 'Time zone at the start of the session, an IANA name.',
    is_active boolean default true comment 'Whether the session is still running. Always false: loaded sessions are over.',
    is_background boolean default false comment 'Whether the session ran in the background. Always false.',
    constraint device_sessions_pk primary key (session_id)
)
using delta
cluster by (session_start, user_id)
comment 'Grain: one session of fct_sessions on a phone or a tablet.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'session_id,session_start,user_id'
);

alter table main.customerio.devices drop constraint if exists devices_user_id_fk;

alter table main.customerio.devices add constraint devices_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.device_events drop constraint if exists device_events_device_id_fk;

alter table main.customerio.device_events add constraint device_events_device_id_fk foreign key (device_id)
    references main.customerio.devices (device_id);

alter table main.customerio.device_events drop constraint if exists device_events_user_id_fk;

alter table main.customerio.device_events add constraint device_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.push_tokens drop constraint if exists push_tokens_device_id_fk;

alter table main.customerio.push_tokens add constraint push_tokens_device_id_fk foreign key (device_id)
    references main.customerio.devices (device_id);

alter table main.customerio.push_tokens drop constraint if exists push_tokens_user_id_fk;

alter table main.customerio.push_tokens add constraint push_tokens_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.device_sessions drop constraint if exists device_sessions_device_id_fk;

alter table main.customerio.device_sessions add constraint device_sessions_device_id_fk foreign key (device_id)
    references main.customerio.devices (device_id);

alter table main.customerio.device_sessions drop constraint if exists device_sessions_user_id_fk;

alter table main.customerio.device_sessions add constraint device_sessions_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);
