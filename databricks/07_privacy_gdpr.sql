-- Consent, requests of data subjects, exports, and the log of compliance.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.gdpr_compliance_events (
    event_id string not null comment 'Key of the event; hash of its type, its name and its source row in staging.',
    user_id string comment 'The person; key of the table people.',
    event_type string not null comment 'consent, suppression, data_request, deletion or delivery.',
    event_name string not null comment 'Name of the event. User Deleted and User Suppressed are names that Customer.IO reserves.',
    deletion_reason string comment 'right_to_be_forgotten for a deletion after a formal request, user_request for another deletion; null for other events.',
    deletion_method string comment 'Always automated_compliance_system for deletions; null for other events.',
    processed_by string comment 'privacy_team for events that follow from a formal request, else automated_system.',
    processed_at timestamp comment 'UTC time at which Customer.IO had processed the event; equal to received_at.',
    confirmation_id string comment 'Id that confirms a deletion or a delivered report. A deletion after a formal request and its report share one. Null for other events.',
    suppression_reason string comment 'Why the person was suppressed: marketing_preferences after a change of the settings; user_request after a click on an unsubscribe link, a report as spam or a request for erasure. Null for other events.',
    suppression_type string comment 'marketing_communications when the consent to marketing was withdrawn, all_communications after an erasure; null for other events.',
    unsuppression_reason string comment 'Always null: no suppression is ever undone.',
    unsuppression_type string comment 'Always null: no suppression is ever undone.',
    effective_date timestamp comment 'UTC time from which the event takes effect; equal to event_timestamp.',
    requested_at timestamp comment 'UTC time of the request that the event follows from; null without a request.',
    object_id string comment 'Always null: not collected.',
    object_type string comment 'Always personal_data for deletions; null for other events.',
    device_id string comment 'Always null: not collected.',
    device_type string comment 'Always null: not collected.',
    relationship_id string comment 'Always null: not collected.',
    report_id string comment 'Id of the report that was delivered: the text report- and the id of the request. Null for other events.',
    report_type string comment 'data_export or deletion_confirmation; null for events without a report.',
    report_status string comment 'Always delivered for reports; null for other events.',
    delivery_method string comment 'How the report was delivered: portal, email or postal_mail. Null for events without a report.',
    file_format string comment 'Format of the report: csv, json or pdf. Null for events without a report.',
    file_size_bytes bigint comment 'Size of the delivered data in bytes; null for events without data.',
    batch_id string comment 'Always null: not collected.',
    user_index int comment 'Always null: not collected.',
    total_batch_size int comment 'Always null: not collected.',
    legal_basis string comment 'consent for a consent that was granted or withdrawn, and for the suppression after a withdrawal; else legal_obligation.',
    retention_period_days int comment 'Always null: not collected.',
    anonymization_method string comment 'Always remove for deletions; null for other events.',
    request_id string comment 'The formal request that the event follows from; key of privacy_requests. Null without a request.',
    request_type string comment 'Type of the request: access, portability, rectification or deletion. Null without a request.',
    request_source string comment 'How the request came: user_portal, email or letter. Null without a request.',
    request_verification_method string comment 'How the person was identified: email_verification or identity_document. Null without a request.',
    rights_exercised array<string> comment 'The right that the request invoked, as a list of one; null without a request.',
    consent_withdrawn array<string> comment 'The purpose whose consent was withdrawn, as a list of one; null for other events.',
    consent_granted array<string> comment 'The purpose whose consent was granted, as a list of one; null for other events.',
    compliance_properties struct<deletion_reason: string, deletion_method: string, processed_by: string, confirmation_id: string, suppression_reason: string, suppression_type: string, effective_date: string, is_historical: boolean, automated_processing: boolean> comment 'The reasons, methods and confirmation id of this row as one nested value. is_historical is true for an event reported more than a day late; automated_processing says whether the system processed it.',
    delivery_properties struct<report_type: string, delivery_method: string, file_format: string, file_size_bytes: bigint, download_expires_at: timestamp, access_key: string, encryption_method: string> comment 'How the report was delivered, as one nested value; null for events without a report.',
    raw_properties map<string, string> comment 'Event, country and source, as a map from name to text.',
    jurisdiction string comment 'Whose law applies, by the country in which the person lived at the time: EU, UK, CCPA or LGPD; Other where the company\'s own policy applies.',
    regulation_reference string comment 'For deletions and requests, the passage of the law that gives the right; for other events, the law.',
    compliance_officer string comment 'Always privacy_team for events that follow from a formal request; null for other events.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    compliance_workflow_id string comment 'Id that connects the events of a request; equal to request_id. Null without a request.',
    constraint gdpr_compliance_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event under privacy law: a consent granted or withdrawn, the end of marketing to a person or of all contact, a request, the deletion of an account, or a report delivered.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'deletion\', \'suppression\', \'data_request\', \'delivery\', \'consent\')',
    'quality.expectation.2' = 'file_size_bytes is null or file_size_bytes > 0'
);

create table if not exists main.customerio.privacy_requests (
    request_id string not null comment 'Key of the request.',
    user_id string comment 'The person; key of the table people.',
    request_type string not null comment 'access, portability, rectification or deletion.',
    request_status string default 'received' comment 'The latest state that the request reached: received, verified, processing, completed or rejected.',
    request_source string comment 'How the request came: user_portal, email or letter.',
    request_description string comment 'What the person asks for, in words.',
    specific_data_types array<string> comment 'The kinds of data that the request is about.',
    requester_email string comment 'E-mail address of the person; null once the account is deleted.',
    requester_name string comment 'Name of the person; null once the account is deleted.',
    relationship_to_data_subject string comment 'Always self: people only ask about their own data.',
    verification_method string comment 'How the person is identified: email_verification or identity_document.',
    verification_status string comment 'pending, verified, or failed when the request was rejected.',
    verification_documents array<string> comment 'Document that the person must show, as a list of one; null if a link in an e-mail is enough.',
    verified_at timestamp comment 'UTC time at which the person was identified; null until then.',
    verified_by string comment 'privacy_team if a document was shown, else automated_system. Null until the person is identified.',
    legal_basis string comment 'The passage of the law that gives the right, such as gdpr_article_15.',
    jurisdiction string comment 'Whose law applies: EU, UK, CCPA or LGPD; Other where the company\'s own policy applies.',
    applicable_regulations array<string> comment 'Name of the law, as a list of one.',
    assigned_to string comment 'Always privacy_team.',
    estimated_completion_date date comment 'Day by which the law requires an answer, in UTC.',
    actual_completion_date date comment 'Day on which the request was fulfilled, in UTC; null until then.',
    processing_notes string comment 'Why the request was rejected; null if it was not.',
    response_method string comment 'How the answer was sent: secure_portal, email or postal_mail. Null until it is sent.',
    response_format string comment 'Format of the delivered data: csv or json. Null until the data is delivered.',
    response_size_bytes bigint comment 'Size of the delivered data in bytes; null until the data is delivered.',
    response_delivered_at timestamp comment 'UTC time at which the data was delivered; null until then.',
    response_time_hours int comment 'Full hours from the request until it was fulfilled; null until then.',
    within_regulatory_timeframe boolean comment 'Whether the request was completed or rejected within the period that the law gives; null while the request is open.',
    escalation_required boolean default false comment 'Whether the answer came too late, or the period ended without an answer.',
    submitted_at timestamp default current_timestamp() comment 'UTC time of the request.',
    acknowledged_at timestamp comment 'UTC time at which the receipt of the request was acknowledged; equal to submitted_at.',
    started_processing_at timestamp comment 'UTC time at which the processing began; null until then.',
    completed_at timestamp comment 'UTC time at which the request was fulfilled; null until then.',
    constraint privacy_requests_pk primary key (request_id)
)
using delta
cluster by (user_id)
comment 'Grain: one request of a person about their personal data, as it is now.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'request_id,user_id',
    'quality.expectation.1' = 'request_type in (\'access\', \'deletion\', \'portability\', \'rectification\', \'objection\', \'restriction\')',
    'quality.expectation.2' = 'request_status in (\'received\', \'verified\', \'processing\', \'completed\', \'rejected\', \'cancelled\')'
);

create table if not exists main.customerio.data_exports (
    export_id string not null comment 'Key of the export; hash of the request.',
    request_id string comment 'The request; key of privacy_requests.',
    user_id string not null comment 'The person; key of the table people.',
    report_id string comment 'Id of the report: the text report- and the id of the request. The report\'s event in gdpr_compliance_events has the same id.',
    export_type string not null comment 'full_profile for access, behavioral_data for portability.',
    export_format string default 'json' comment 'csv for access, json for portability.',
    compression_format string comment 'Always zip.',
    data_categories array<string> comment 'The kinds of data in the file.',
    date_range_start date comment 'First day of the data in the file: the day of the sign-up, in UTC.',
    date_range_end date comment 'Last day of the data in the file: the day on which the processing began, in UTC.',
    include_deleted_data boolean default false comment 'Always false: deleted data no longer exists.',
    file_name string comment 'Name of the file.',
    file_size_bytes bigint comment 'Size of the file in bytes; null until the file is ready.',
    file_hash string comment 'Always null: not collected.',
    encryption_method string comment 'Always AES256.',
    delivery_method string comment 'How the file is delivered: email, postal_mail or secure_download, according to how the request came.',
    delivery_url string comment 'Address of the file, in a domain that is reserved for examples; null until the file is ready.',
    delivery_expires_at timestamp comment 'UTC time until which the file can be fetched: 30 days after completion. Null until the file is ready.',
    access_count int default 0 comment 'Always null: not collected.',
    export_status string default 'generating' comment 'generating, then delivered, then expired after 30 days.',
    generation_started_at timestamp default current_timestamp() comment 'UTC time at which the processing of the request began.',
    generation_completed_at timestamp comment 'UTC time at which the file was ready; null until then.',
    delivered_at timestamp comment 'UTC time at which the file was delivered; null until then.',
    error_message string comment 'Always null: no export fails.',
    retry_count int default 0 comment 'Always 0: no export fails.',
    generated_by string comment 'Always automated_system.',
    approved_by string comment 'Always privacy_team.',
    retention_period_days int default 30 comment 'Days for which the file is stored. Always 30.',
    auto_delete_at timestamp comment 'UTC time at which the file is deleted; equal to delivery_expires_at.',
    constraint data_exports_pk primary key (export_id)
)
using delta
cluster by (user_id)
comment 'Grain: one file with a person\'s data, created for a request for access or portability once its processing has begun.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'export_id,user_id',
    'quality.expectation.1' = 'file_size_bytes is null or file_size_bytes > 0'
);

create table if not exists main.customerio.consent_management (
    consent_id string not null comment 'Key of the consent.',
    user_id string not null comment 'The person; key of the table people.',
    consent_type string not null comment 'The purpose: marketing, analytics or personalization.',
    consent_status string not null comment 'granted or withdrawn.',
    consent_source string comment 'Where the person was asked. Always registration.',
    consent_version string comment 'Version of the question\'s wording, such as 2025.0. The version changes each year.',
    consent_language string comment 'Locale in which the question was asked: that of the country in which the person lived then.',
    legal_basis string comment 'Always consent.',
    capture_method string comment 'opt_in if the law of the country in which the person lived then requires it, else opt_out.',
    capture_ip_address string comment 'Always null: not collected.',
    capture_user_agent string comment 'Always null: not collected.',
    capture_page_url string comment 'Address of the page on which the question is asked.',
    specific_purposes array<string> comment 'What the consent allows, as a list of one.',
    data_categories array<string> comment 'The kinds of data that the consent covers.',
    granted_at timestamp comment 'UTC time at which the person consented.',
    withdrawn_at timestamp comment 'UTC time at which the person withdrew the consent; null while it is valid.',
    expires_at timestamp comment 'Always null: consents do not expire.',
    last_confirmed_at timestamp comment 'UTC time of the last confirmation; equal to granted_at.',
    previous_status string comment 'granted once the consent is withdrawn; null until then.',
    change_reason string comment 'Why the consent was withdrawn: unsubscribed, reported_as_spam or preferences_changed. Null while it is valid.',
    change_triggered_by string comment 'Always user_action.',
    withdrawal_method string comment 'How the consent was withdrawn: unsubscribe_link, spam_report or preferences. Null while it is valid.',
    withdrawal_reason string comment 'unwanted_messages after a report as spam; null otherwise, since people give no other reason.',
    processing_stopped_at timestamp comment 'UTC time from which the consent is no longer used: its withdrawal, or else the deletion of the account. Null until then.',
    data_deleted_at timestamp comment 'UTC time at which the account and its data were deleted; null until then.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the consent was given; equal to granted_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the consent.',
    constraint consent_management_pk primary key (consent_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one purpose that one person consented to, as it is now. A person who never consented to a purpose has no row for it.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'consent_id,created_at,user_id',
    'quality.expectation.1' = 'consent_status in (\'granted\', \'withdrawn\', \'pending\', \'expired\')'
);

alter table main.customerio.gdpr_compliance_events drop constraint if exists gdpr_compliance_events_user_id_fk;

alter table main.customerio.gdpr_compliance_events add constraint gdpr_compliance_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.privacy_requests drop constraint if exists privacy_requests_user_id_fk;

alter table main.customerio.privacy_requests add constraint privacy_requests_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.data_exports drop constraint if exists data_exports_request_id_fk;

alter table main.customerio.data_exports add constraint data_exports_request_id_fk foreign key (request_id)
    references main.customerio.privacy_requests (request_id);

alter table main.customerio.data_exports drop constraint if exists data_exports_user_id_fk;

alter table main.customerio.data_exports add constraint data_exports_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.consent_management drop constraint if exists consent_management_user_id_fk;

alter table main.customerio.consent_management add constraint consent_management_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);
