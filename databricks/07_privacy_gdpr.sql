-- Consent, requests of data subjects, exports, and the log of compliance.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.gdpr_compliance_events (
    event_id string not null comment 'Key of the event; hash of the row that it is about.',
    user_id string comment 'The person; key of people.',
    event_type string not null comment 'consent, suppression, data_request, deletion or delivery.',
    event_name string not null comment 'Name of the event; User Deleted and User Suppressed are reserved names of Customer.IO.',
    deletion_reason string comment 'right_to_be_forgotten if a formal request asked for it, else user_request; null for other events.',
    deletion_method string comment 'Always automated_compliance_system for deletions; null for other events.',
    processed_by string comment 'privacy_team for formal requests, else automated_system.',
    processed_at timestamp comment 'UTC time at which Customer.IO had processed it.',
    confirmation_id string comment 'Number under which a deletion or delivery is confirmed; a formal request and its report have the same. Null for other events.',
    suppression_reason string comment 'Reason of a suppression: marketing_preferences if the person changed the settings; user_request after a link, a report as spam or a request for erasure. Null for other events.',
    suppression_type string comment 'marketing_communications after a withdrawal of that consent, all_communications after an erasure; null for other events.',
    unsuppression_reason string comment 'Null: nobody takes a withdrawal back here.',
    unsuppression_type string comment 'Null: nobody takes a withdrawal back here.',
    effective_date timestamp comment 'UTC time from which the event takes effect.',
    requested_at timestamp comment 'UTC time of the request that the event follows from; null without one.',
    object_id string comment 'Always null: not collected here.',
    object_type string comment 'Always personal_data for deletions; null for other events.',
    device_id string comment 'Always null: not collected here.',
    device_type string comment 'Always null: not collected here.',
    relationship_id string comment 'Always null: not collected here.',
    report_id string comment 'Number of the report that was handed over; null for other events.',
    report_type string comment 'data_export or deletion_confirmation; null for events that hand nothing over.',
    report_status string comment 'Always delivered for reports; null for other events.',
    delivery_method string comment 'portal, email or postal_mail; null for events that hand nothing over.',
    file_format string comment 'csv, json or pdf; null for events that hand nothing over.',
    file_size_bytes bigint comment 'Size of the data that was handed over; null for other events.',
    batch_id string comment 'Always null: not collected here.',
    user_index int comment 'Always null: not collected here.',
    total_batch_size int comment 'Always null: not collected here.',
    legal_basis string comment 'consent for a consent that was given or withdrawn, and for the suppression after a withdrawal; else legal_obligation.',
    retention_period_days int comment 'Always null: not collected here.',
    anonymization_method string comment 'Always remove for deletions; null for other events.',
    request_id string comment 'The formal request that the event follows from; key of privacy_requests. Null without one.',
    request_type string comment 'Type of the request; null without one.',
    request_source string comment 'How the request came; null without one.',
    request_verification_method string comment 'How the person was identified; null without one.',
    rights_exercised array<string> comment 'The right that the request invoked; null without one.',
    consent_withdrawn array<string> comment 'The purpose that is no longer agreed to; null for other events.',
    consent_granted array<string> comment 'The purpose that is agreed to; null for other events.',
    compliance_properties struct<deletion_reason: string, deletion_method: string, processed_by: string, confirmation_id: string, suppression_reason: string, suppression_type: string, effective_date: string, is_historical: boolean, automated_processing: boolean> comment 'Reasons, methods and confirmation number of the columns above. is_historical is true for an event reported more than a day late; automated_processing says whether the system processed it.',
    delivery_properties struct<report_type: string, delivery_method: string, file_format: string, file_size_bytes: bigint, download_expires_at: timestamp, access_key: string, encryption_method: string> comment 'How the data that a person asked for was handed over; null unless event_type is delivery.',
    raw_properties map<string, string> comment 'Event, country and source, as texts.',
    jurisdiction string comment 'Whose law applies, by the country in which the person lived at the time: EU, UK, CCPA, LGPD or Other.',
    regulation_reference string comment 'The passage that gives the right, for deletions and requests; the law for other events.',
    compliance_officer string comment 'Always privacy_team for formal requests; null without one.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported it to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    compliance_workflow_id string comment 'The request, which connects its events; null without one.',
    constraint gdpr_compliance_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event under privacy law: a consent given or withdrawn, the end of marketing to a person or of all contact, a request, the deletion of an account, or a report handed over.'
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
    user_id string comment 'The person; key of people.',
    request_type string not null comment 'access, portability, rectification or deletion.',
    request_status string default 'received' comment 'The latest state reached: received, verified, processing, completed or rejected.',
    request_source string comment 'user_portal, email or letter.',
    request_description string comment 'What the person asks for, in words.',
    specific_data_types array<string> comment 'The kinds of data in question.',
    requester_email string comment 'Address of the person; null once the account is deleted.',
    requester_name string comment 'Name of the person; null once the account is deleted.',
    relationship_to_data_subject string comment 'Always self: nobody asks for somebody else here.',
    verification_method string comment 'email_verification or identity_document.',
    verification_status string comment 'pending, verified or failed.',
    verification_documents array<string> comment 'Document that had to be shown; null if a link in an e-mail was enough.',
    verified_at timestamp comment 'UTC time at which the person was identified; null until then.',
    verified_by string comment 'privacy_team for documents, else automated_system; null until the person is identified.',
    legal_basis string comment 'The passage that gives the right, in the form gdpr_article_15.',
    jurisdiction string comment 'Whose law applies: EU, UK, CCPA or LGPD; Other where the company\'s own policy applies instead.',
    applicable_regulations array<string> comment 'The law, as a list of one.',
    assigned_to string comment 'Always privacy_team.',
    estimated_completion_date date comment 'Last day of the period that the law gives for an answer.',
    actual_completion_date date comment 'Day on which the request was fulfilled; null until then.',
    processing_notes string comment 'Why a request was rejected; null for others.',
    response_method string comment 'How the answer was sent; null until it is.',
    response_format string comment 'Format of the data that was handed over, csv or json; null if none was.',
    response_size_bytes bigint comment 'Size of the data that was handed over; null if none was.',
    response_delivered_at timestamp comment 'UTC time at which the data was handed over; null if none was.',
    response_time_hours int comment 'Full hours from the request to its fulfillment; null until it is fulfilled.',
    within_regulatory_timeframe boolean comment 'Whether the request was completed or rejected within the period; null while it is open.',
    escalation_required boolean default false comment 'Whether the answer came after the period, or the period is over without one.',
    submitted_at timestamp default current_timestamp() comment 'UTC time of the request.',
    acknowledged_at timestamp comment 'UTC time of the receipt, which is sent at once; equal to submitted_at.',
    started_processing_at timestamp comment 'UTC time at which the processing began; null until then.',
    completed_at timestamp comment 'UTC time at which the request was fulfilled; null until then.',
    constraint privacy_requests_pk primary key (request_id)
)
using delta
cluster by (user_id)
comment 'Grain: one request of a person about their personal data.'
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
    user_id string not null comment 'The person; key of people.',
    report_id string comment 'Number under which the report is filed, as in its event in gdpr_compliance_events.',
    export_type string not null comment 'full_profile for access, behavioral_data for portability.',
    export_format string default 'json' comment 'csv for access, json for portability.',
    compression_format string comment 'Always zip.',
    data_categories array<string> comment 'The kinds of data in the file.',
    date_range_start date comment 'Day of the sign-up.',
    date_range_end date comment 'Day on which the processing began.',
    include_deleted_data boolean default false comment 'Always false: deleted data no longer exist.',
    file_name string comment 'Name of the file.',
    file_size_bytes bigint comment 'Size of the file; null until it is ready.',
    file_hash string comment 'Always null: not collected here.',
    encryption_method string comment 'Always AES256.',
    delivery_method string comment 'email, postal_mail or secure_download, according to how the request came.',
    delivery_url string comment 'Address of the file, on a domain that is reserved for examples; null until it is ready.',
    delivery_expires_at timestamp comment 'UTC time until which the file can be fetched, 30 days after it is ready; null until it is ready.',
    access_count int default 0 comment 'Always null: not collected here.',
    export_status string default 'generating' comment 'generating, delivered, or expired after 30 days.',
    generation_started_at timestamp default current_timestamp() comment 'UTC time at which the processing began.',
    generation_completed_at timestamp comment 'UTC time at which the file was ready; null until then.',
    delivered_at timestamp comment 'UTC time at which the file was handed over; null until then.',
    error_message string comment 'Null: no export fails here.',
    retry_count int default 0 comment 'Always 0: no export fails here.',
    generated_by string comment 'Always automated_system.',
    approved_by string comment 'Always privacy_team.',
    retention_period_days int default 30 comment 'Days for which the file is kept: 30.',
    auto_delete_at timestamp comment 'UTC time at which the file is deleted; null until it is ready.',
    constraint data_exports_pk primary key (export_id)
)
using delta
cluster by (user_id)
comment 'Grain: one file with the data of a person, made for a request for access or portability whose processing has begun.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'export_id,user_id',
    'quality.expectation.1' = 'file_size_bytes is null or file_size_bytes > 0'
);

create table if not exists main.customerio.consent_management (
    consent_id string not null comment 'Key of the consent.',
    user_id string not null comment 'The person; key of people.',
    consent_type string not null comment 'marketing, analytics or personalization.',
    consent_status string not null comment 'granted or withdrawn.',
    consent_source string comment 'Always registration, at which people are asked.',
    consent_version string comment 'Version of the question\'s wording; there is a new one each year.',
    consent_language string comment 'Locale in which the question was asked: that of the country in which the person lived at the time.',
    legal_basis string comment 'Always consent.',
    capture_method string comment 'opt_in where the law of that country requires it, else opt_out.',
    capture_ip_address string comment 'Always null: not collected here.',
    capture_user_agent string comment 'Always null: not collected here.',
    capture_page_url string comment 'Page on which the question is asked.',
    specific_purposes array<string> comment 'What the consent is for.',
    data_categories array<string> comment 'The kinds of data that it covers.',
    granted_at timestamp comment 'UTC time at which the person agreed.',
    withdrawn_at timestamp comment 'UTC time at which the consent was withdrawn; null while it is valid.',
    expires_at timestamp comment 'Null: consents do not expire here.',
    last_confirmed_at timestamp comment 'UTC time of the last confirmation; equal to granted_at.',
    previous_status string comment 'granted once it is withdrawn; null until then.',
    change_reason string comment 'unsubscribed, reported_as_spam or preferences_changed; null while the consent is valid.',
    change_triggered_by string comment 'Always user_action.',
    withdrawal_method string comment 'unsubscribe_link, spam_report or preferences; null while the consent is valid.',
    withdrawal_reason string comment 'Why the person withdrew: unwanted_messages after a report as spam; null otherwise, since no other reason is given.',
    processing_stopped_at timestamp comment 'UTC time from which the consent is no longer used: its withdrawal, or the deletion of the account.',
    data_deleted_at timestamp comment 'UTC time at which the account was deleted, and the data with it; null until then.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the consent was given.',
    updated_at timestamp default current_timestamp() comment 'UTC time of its last change.',
    constraint consent_management_pk primary key (consent_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one purpose to which one person agreed, as it stands now. A person who never agreed to a purpose has no row for it.'
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
