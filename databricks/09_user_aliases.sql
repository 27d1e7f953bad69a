-- Profiles that are one person.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.user_aliases (
    alias_id string not null comment 'Key of the merge.',
    primary_user_id string not null comment 'The person that goes on; key of people.',
    secondary_user_id string not null comment 'What was merged: the id of a visitor, which is no person of its own, or of a second account, which is.',
    alias_type string not null comment 'anonymous_merge for visitors, duplicate_consolidation for second accounts.',
    alias_direction string default 'secondary_to_primary' comment 'Always secondary_to_primary.',
    alias_reason string comment 'anonymous_identification or duplicate_cleanup.',
    alias_source string comment 'sdk for visitors, automated_deduplication for second accounts.',
    primary_user_type string comment 'Always registered.',
    secondary_user_type string comment 'anonymous or duplicate.',
    anonymous_id string comment 'The visitor; null of second accounts.',
    device_id string comment 'Not collected here.',
    session_id string comment 'Not collected here.',
    merge_strategy string comment 'events_migrate for visitors, who have no traits; full_consolidation for second accounts.',
    conflicts_resolution string comment 'Always primary_wins: where both have a trait, that of the primary stands.',
    traits_merged boolean default false comment 'Whether there were traits to merge, as second accounts have them.',
    events_migrated boolean default false comment 'Whether there were events to hand over.',
    devices_migrated boolean default false comment 'Always false: devices stay where they are.',
    objects_migrated boolean default false comment 'Always false: objects stay where they are.',
    is_chain_root boolean default false comment 'Whether the primary was itself merged into no other account.',
    chain_depth int default 1 comment 'Steps from the merged id to the account at the end; 1 if the primary is that.',
    parent_alias_id string comment 'The merge by which the primary became part of another account; key of user_aliases.',
    ultimate_primary_user_id string comment 'The account at the end of the chain, which was merged into no other one.',
    has_special_characters boolean default false comment 'Always false: ids are UUIDs.',
    id_format_type string comment 'Always uuid.',
    normalization_applied boolean default false comment 'Always false: ids are taken as they are.',
    alias_validated boolean default false comment 'Whether the merge passed its check; all did.',
    validation_method string comment 'device_match or email_match; email_match of visitors, too, who sign up with an address.',
    confidence_score double comment 'How sure the merge is, from 0 to 1.',
    alias_created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO was told.',
    alias_effective_at timestamp comment 'UTC time at which the two were found to be one.',
    custom_timestamp timestamp comment 'UTC time that the alias call carries: when the two were found to be one.',
    alias_status string default 'active' comment 'Always active: no merge is undone here.',
    activated_at timestamp comment 'UTC time from which the merge holds in Customer.IO.',
    deactivated_at timestamp comment 'Null: no merge is undone here.',
    deactivation_reason string comment 'Null: no merge is undone here.',
    processing_status string default 'completed' comment 'Always completed.',
    processing_started_at timestamp comment 'UTC time at which the call was received.',
    processing_completed_at timestamp comment 'UTC time at which the merge was done.',
    processing_errors array<string> comment 'Not collected here.',
    alias_properties struct<primary_email: string, secondary_email: string, signup_date_primary: string, signup_date_secondary: string, role_primary: string, role_secondary: string, index: int, special_id: boolean, after_alias: boolean> comment 'The two accounts as they present themselves: addresses (null once an account is deleted), days of sign-up, place in the chain.',
    user_context struct<primary_traits_count: int, secondary_traits_count: int, primary_events_count: int, secondary_events_count: int, devices_count: int, objects_count: int> comment 'How much there is on both sides: traits, events of the secondary, devices of the primary as device_events has them, objects that the primary has or had a relationship with. The events of the primary are not counted here.',
    merge_statistics struct<traits_merged_count: int, events_migrated_count: int, conflicts_resolved_count: int, data_loss_incidents: int, merge_duration_seconds: double> comment 'What the merge moved, the traits that both accounts had, and how long it waited for the sync.',
    source_system string comment 'Who told Customer.IO: this warehouse.',
    integration_id string comment 'Through which of its integrations.',
    created_by_user string comment 'The person whose sign-up brought the merge about; null of merges by deduplication.',
    constraint user_aliases_pk primary key (alias_id)
)
using delta
comment 'Grain: one id that was merged into that of a person: a visitor before sign-up, or a second account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'primary_user_id != secondary_user_id',
    'quality.expectation.2' = 'alias_type in (\'profile_merge\', \'anonymous_merge\', \'identity_alias\', \'duplicate_consolidation\')'
);

create table if not exists main.customerio.alias_events (
    event_id string not null comment 'Key of the event; hash of the merge, the kind and the instant.',
    alias_id string not null comment 'The merge; key of user_aliases.',
    event_type string not null comment 'alias_created, chain_extended (the primary had been merged before) or merge_completed.',
    event_name string comment 'Name of the event.',
    primary_user_id string not null comment 'The person that goes on; key of people.',
    secondary_user_id string not null comment 'The visitor or account that was merged.',
    affected_user_ids array<string> comment 'Both ids.',
    event_properties struct<alias_type: string, merge_strategy: string, data_migrated: boolean, conflicts_detected: int, processing_duration_ms: bigint, validation_passed: boolean> comment 'What was merged and how; its duration is not measured.',
    data_migration_summary struct<traits_migrated: int, events_migrated: int, devices_migrated: int, objects_migrated: int, relationships_migrated: int> comment 'What was handed over; null until the merge is completed.',
    user_state_before struct<primary_traits_count: int, secondary_traits_count: int, total_events_count: int> comment 'Traits on both sides before; null until the merge is completed. Events of the person are not counted here.',
    user_state_after struct<merged_traits_count: int, total_events_count: int, consolidated_profiles: int> comment 'Traits and accounts that are one now; null until the merge is completed. Events of the person are not counted here.',
    processing_method string comment 'real_time for visitors, batch for second accounts.',
    processing_priority string comment 'Always normal.',
    errors_encountered array<string> comment 'Not collected here.',
    warnings_generated array<string> comment 'Not collected here.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    processing_started_at timestamp comment 'UTC time at which the work on it began.',
    processing_completed_at timestamp comment 'UTC time at which the sync had told Customer.IO.',
    source_system string comment 'Who told Customer.IO: this warehouse.',
    integration_id string comment 'Through which of its integrations.',
    triggered_by string comment 'signup or automated_deduplication.',
    constraint alias_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp)
comment 'Grain: one event in the life of a merge: found, or found as a further link of a chain, then completed.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp',
    'quality.expectation.1' = 'event_type in (\'alias_created\', \'alias_activated\', \'merge_completed\', \'chain_extended\', \'alias_failed\')'
);

create table if not exists main.customerio.anonymous_identity_resolution (
    resolution_id string not null comment 'Key of the recognition; that of the merge in user_aliases.',
    anonymous_id string not null comment 'The visitor: an id in a cookie.',
    resolved_user_id string not null comment 'The person; key of people.',
    resolution_method string not null comment 'Always login_event: the browser in which somebody signs up is that of the visits.',
    resolution_confidence double comment 'How sure it is, from 0 to 1.',
    resolution_source string comment 'Always user_action.',
    anonymous_session_count int default 0 comment 'Visits before sign-up.',
    anonymous_events_count int default 0 comment 'Pages seen on them.',
    anonymous_first_seen timestamp comment 'UTC time of the first visit.',
    anonymous_last_seen timestamp comment 'UTC time of the last page before sign-up.',
    device_fingerprint string comment 'Not collected here.',
    user_agent string comment 'Not collected here.',
    ip_address_hash string comment 'Not collected here.',
    session_ids array<string> comment 'Not collected here.',
    trigger_event string comment 'Always signup.',
    trigger_timestamp timestamp comment 'UTC time of the sign-up.',
    trigger_properties map<string, string> comment 'Visits and pages, as texts.',
    events_migrated boolean default false comment 'Whether there were events to hand over.',
    traits_merged boolean default false comment 'Always false: a visitor has no traits.',
    devices_transferred boolean default false comment 'Always false: a browser is no device of the product.',
    validation_checks array<string> comment 'The checks that every recognition passes.',
    validation_passed boolean default false comment 'Always true.',
    false_positive_risk double comment 'What is missing from certainty, from 0 to 1.',
    marketing_attribution struct<campaign_source: string, campaign_medium: string, campaign_name: string, first_touch_channel: string, last_touch_channel: string> comment 'Not collected here: visits before sign-up carry no campaign.',
    resolution_status string default 'active' comment 'Always active.',
    resolved_at timestamp default current_timestamp() comment 'UTC time of the recognition.',
    reviewed_at timestamp comment 'Not collected here.',
    reviewed_by string comment 'Not collected here.',
    constraint anonymous_identity_resolution_pk primary key (resolution_id)
)
using delta
comment 'Grain: one visitor who was recognized as a person when that person signed up.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true'
);

create table if not exists main.customerio.alias_chains (
    chain_id string not null comment 'Key of the chain; hash of the account at its end.',
    root_user_id string not null comment 'The account that all others were merged into; key of people.',
    chain_depth int not null comment 'Steps of the longest way to that account.',
    total_aliases int not null comment 'Merges in the chain, those of visitors among them.',
    chain_type string comment 'linear: one after the other; tree: several accounts on one level; complex: several levels of several.',
    user_ids_in_chain array<string> comment 'All ids, the account at the end first, then by their distance from it.',
    alias_ids_in_chain array<string> comment 'The merges, by their distance from the account at the end; keys of user_aliases.',
    oldest_alias_date timestamp comment 'UTC time of the first merge.',
    newest_alias_date timestamp comment 'UTC time of the last merge.',
    chain_formation_duration_days int comment 'Days between the two.',
    consolidation_status string default 'pending' comment 'Always completed.',
    consolidated_events_count int default 0 comment 'Events that the merges handed over.',
    consolidated_traits_count int default 0 comment 'Traits that the merges handed over.',
    chain_confidence_score double comment 'Confidence of the least sure merge, from 0 to 1.',
    weak_links_count int default 0 comment 'Merges with a confidence below 0.8.',
    validation_required boolean default false comment 'Whether there is such a merge.',
    auto_created boolean default true comment 'Always true.',
    manually_verified boolean default false comment 'Always false.',
    created_by_system string comment 'Who told Customer.IO: this warehouse.',
    chain_created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO was told of the first merge.',
    chain_updated_at timestamp default current_timestamp() comment 'UTC time at which it was told of the last one.',
    last_validation_at timestamp comment 'UTC time at which the chain was walked last: with its last merge.',
    constraint alias_chains_pk primary key (chain_id)
)
using delta
comment 'Grain: one person with second accounts, and all that was merged into that person, directly or through another account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'chain_depth > 0'
);

alter table main.customerio.user_aliases drop constraint if exists user_aliases_check_1;

alter table main.customerio.user_aliases add constraint user_aliases_check_1 check (primary_user_id != secondary_user_id);

alter table main.customerio.user_aliases drop constraint if exists user_aliases_check_2;

alter table main.customerio.user_aliases add constraint user_aliases_check_2 check (confidence_score is null or (confidence_score >= 0.0 and confidence_score <= 1.0));

alter table main.customerio.user_aliases drop constraint if exists user_aliases_check_3;

alter table main.customerio.user_aliases add constraint user_aliases_check_3 check (chain_depth > 0);

alter table main.customerio.anonymous_identity_resolution drop constraint if exists anonymous_identity_resolution_check_1;

alter table main.customerio.anonymous_identity_resolution add constraint anonymous_identity_resolution_check_1 check (resolution_confidence is null or (resolution_confidence >= 0.0 and resolution_confidence <= 1.0));

alter table main.customerio.anonymous_identity_resolution drop constraint if exists anonymous_identity_resolution_check_2;

alter table main.customerio.anonymous_identity_resolution add constraint anonymous_identity_resolution_check_2 check (false_positive_risk is null or (false_positive_risk >= 0.0 and false_positive_risk <= 1.0));

alter table main.customerio.alias_chains drop constraint if exists alias_chains_check_1;

alter table main.customerio.alias_chains add constraint alias_chains_check_1 check (chain_depth > 0);

alter table main.customerio.alias_chains drop constraint if exists alias_chains_check_2;

alter table main.customerio.alias_chains add constraint alias_chains_check_2 check (total_aliases > 0);

alter table main.customerio.alias_chains drop constraint if exists alias_chains_check_3;

alter table main.customerio.alias_chains add constraint alias_chains_check_3 check (chain_confidence_score is null or (chain_confidence_score >= 0.0 and chain_confidence_score <= 1.0));

alter table main.customerio.user_aliases drop constraint if exists user_aliases_primary_user_id_fk;

alter table main.customerio.user_aliases add constraint user_aliases_primary_user_id_fk foreign key (primary_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.user_aliases drop constraint if exists user_aliases_secondary_user_id_fk;

alter table main.customerio.user_aliases add constraint user_aliases_secondary_user_id_fk foreign key (secondary_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.user_aliases drop constraint if exists user_aliases_parent_alias_id_fk;

alter table main.customerio.user_aliases add constraint user_aliases_parent_alias_id_fk foreign key (parent_alias_id)
    references main.customerio.user_aliases (alias_id);

alter table main.customerio.alias_events drop constraint if exists alias_events_alias_id_fk;

alter table main.customerio.alias_events add constraint alias_events_alias_id_fk foreign key (alias_id)
    references main.customerio.user_aliases (alias_id);

alter table main.customerio.alias_events drop constraint if exists alias_events_primary_user_id_fk;

alter table main.customerio.alias_events add constraint alias_events_primary_user_id_fk foreign key (primary_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.alias_events drop constraint if exists alias_events_secondary_user_id_fk;

alter table main.customerio.alias_events add constraint alias_events_secondary_user_id_fk foreign key (secondary_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.anonymous_identity_resolution drop constraint if exists anonymous_identity_resolution_resolved_user_id_fk;

alter table main.customerio.anonymous_identity_resolution add constraint anonymous_identity_resolution_resolved_user_id_fk foreign key (resolved_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.alias_chains drop constraint if exists alias_chains_root_user_id_fk;

alter table main.customerio.alias_chains add constraint alias_chains_root_user_id_fk foreign key (root_user_id)
    references main.customerio.people (user_id);
