-- Profiles that are one person.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.user_aliases (
    alias_id string not null comment 'Key of the merge.',
    primary_user_id string not null comment 'The person that continues after the merge; key of people.',
    secondary_user_id string not null comment 'The id that was merged into the primary one. The id of a visitor has no row in people; the id of a second account has one.',
    alias_type string not null comment 'anonymous_merge for visitors, duplicate_consolidation for second accounts.',
    alias_direction string default 'secondary_to_primary' comment 'Always secondary_to_primary.',
    alias_reason string comment 'anonymous_identification or duplicate_cleanup.',
    alias_source string comment 'sdk for visitors, automated_deduplication for second accounts.',
    primary_user_type string comment 'Always registered.',
    secondary_user_type string comment 'anonymous or duplicate.',
    anonymous_id string comment 'The visitor; null for second accounts.',
    device_id string comment 'Always null: not collected here.',
    session_id string comment 'Always null: not collected here.',
    merge_strategy string comment 'events_migrate for visitors, who have no traits; full_consolidation for second accounts.',
    conflicts_resolution string comment 'Always primary_wins: if both have a trait, the primary\'s is kept.',
    traits_merged boolean default false comment 'Whether there were traits to merge, which only second accounts have.',
    events_migrated boolean default false comment 'Whether there were events to hand over.',
    devices_migrated boolean default false comment 'Always false: devices stay where they are.',
    objects_migrated boolean default false comment 'Always false: objects stay where they are.',
    is_chain_root boolean default false comment 'Whether the primary was itself merged into no other account.',
    chain_depth int default 1 comment 'Number of merges from the merged id to the account at the end; 1 if the primary is that account.',
    parent_alias_id string comment 'The merge by which the primary was itself merged into another account; key of user_aliases. Null if it was not.',
    ultimate_primary_user_id string comment 'The account at the end of the chain, which was merged into no other one.',
    has_special_characters boolean default false comment 'Always false: ids are UUIDs.',
    id_format_type string comment 'Always uuid.',
    normalization_applied boolean default false comment 'Always false: ids are used as they are.',
    alias_validated boolean default false comment 'Whether the merge passed its check; all did.',
    validation_method string comment 'device_match or email_match; visitors have email_match, since they sign up with an address.',
    confidence_score double comment 'How sure the match is, from 0 to 1.',
    alias_created_at timestamp default current_timestamp() comment 'UTC time at which the merge was reported to Customer.IO.',
    alias_effective_at timestamp comment 'UTC time at which the two were recognized as one.',
    custom_timestamp timestamp comment 'UTC time in the alias call, at which the two were recognized as one.',
    alias_status string default 'active' comment 'Always active: no merge is undone here.',
    activated_at timestamp comment 'UTC time from which the merge is valid in Customer.IO.',
    deactivated_at timestamp comment 'Always null: no merge is undone here.',
    deactivation_reason string comment 'Always null: no merge is undone here.',
    processing_status string default 'completed' comment 'Always completed.',
    processing_started_at timestamp comment 'UTC time at which the call was received.',
    processing_completed_at timestamp comment 'UTC time at which the merge was completed.',
    processing_errors array<string> comment 'Always null: not collected here.',
    alias_properties struct<primary_email: string, secondary_email: string, signup_date_primary: string, signup_date_secondary: string, role_primary: string, role_secondary: string, index: int, special_id: boolean, after_alias: boolean> comment 'The two accounts: their addresses (null once an account is deleted), days of sign-up, and place in the chain.',
    user_context struct<primary_traits_count: int, secondary_traits_count: int, primary_events_count: int, secondary_events_count: int, devices_count: int, objects_count: int> comment 'Counts for both sides: traits, events of the secondary, devices of the primary in device_events, objects that the primary has or had a relationship with. Events of the primary are not counted here.',
    merge_statistics struct<traits_merged_count: int, events_migrated_count: int, conflicts_resolved_count: int, data_loss_incidents: int, merge_duration_seconds: double> comment 'What the merge handed over, the traits that both accounts had, and how long the merge waited for the sync.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the alias to Customer.IO.',
    created_by_user string comment 'The person whose sign-up led to the merge; null for a second account.',
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
    primary_user_id string not null comment 'The person that continues after the merge; key of people.',
    secondary_user_id string not null comment 'The visitor or account that was merged.',
    affected_user_ids array<string> comment 'Both ids.',
    event_properties struct<alias_type: string, merge_strategy: string, data_migrated: boolean, conflicts_detected: int, processing_duration_ms: bigint, validation_passed: boolean> comment 'What was merged and how; the duration is not measured.',
    data_migration_summary struct<traits_migrated: int, events_migrated: int, devices_migrated: int, objects_migrated: int, relationships_migrated: int> comment 'What the merge handed over; null until it is completed.',
    user_state_before struct<primary_traits_count: int, secondary_traits_count: int, total_events_count: int> comment 'Traits on both sides before the merge; null until it is completed. Events of the person are not counted here.',
    user_state_after struct<merged_traits_count: int, total_events_count: int, consolidated_profiles: int> comment 'Traits and accounts after the merge; null until it is completed. Events of the person are not counted here.',
    processing_method string comment 'real_time for visitors, batch for second accounts.',
    processing_priority string comment 'Always normal.',
    errors_encountered array<string> comment 'Always null: not collected here.',
    warnings_generated array<string> comment 'Always null: not collected here.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    processing_started_at timestamp comment 'UTC time at which the processing of the event began.',
    processing_completed_at timestamp comment 'UTC time at which the sync had reported it to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    triggered_by string comment 'signup or automated_deduplication.',
    constraint alias_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp)
comment 'Grain: one event of a merge. The first says that the merge was created, alone or as a further link of a chain. The last says that it was completed.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp',
    'quality.expectation.1' = 'event_type in (\'alias_created\', \'alias_activated\', \'merge_completed\', \'chain_extended\', \'alias_failed\')'
);

create table if not exists main.customerio.anonymous_identity_resolution (
    resolution_id string not null comment 'Key of the recognition; equal to that of the merge in user_aliases.',
    anonymous_id string not null comment 'The visitor; the id is kept in a cookie.',
    resolved_user_id string not null comment 'The person; key of people.',
    resolution_method string not null comment 'Always login_event: the person signs up in the browser of the visits.',
    resolution_confidence double comment 'How sure the match is, from 0 to 1.',
    resolution_source string comment 'Always user_action.',
    anonymous_session_count int default 0 comment 'Visits before sign-up.',
    anonymous_events_count int default 0 comment 'Pages seen during these visits.',
    anonymous_first_seen timestamp comment 'UTC time of the first visit.',
    anonymous_last_seen timestamp comment 'UTC time of the last page before sign-up.',
    device_fingerprint string comment 'Always null: not collected here.',
    user_agent string comment 'Always null: not collected here.',
    ip_address_hash string comment 'Always null: not collected here.',
    session_ids array<string> comment 'Always null: not collected here.',
    trigger_event string comment 'Always signup.',
    trigger_timestamp timestamp comment 'UTC time of the sign-up.',
    trigger_properties map<string, string> comment 'Visits and pages, as texts.',
    events_migrated boolean default false comment 'Whether there were events to hand over.',
    traits_merged boolean default false comment 'Always false: a visitor has no traits.',
    devices_transferred boolean default false comment 'Always false: Customer.IO does not count a browser as a device.',
    validation_checks array<string> comment 'The checks that every recognition passes.',
    validation_passed boolean default false comment 'Always true.',
    false_positive_risk double comment '1 less the confidence, from 0 to 1.',
    marketing_attribution struct<campaign_source: string, campaign_medium: string, campaign_name: string, first_touch_channel: string, last_touch_channel: string> comment 'Not collected here: visits before sign-up carry no campaign.',
    resolution_status string default 'active' comment 'Always active.',
    resolved_at timestamp default current_timestamp() comment 'UTC time of the recognition.',
    reviewed_at timestamp comment 'Always null: not collected here.',
    reviewed_by string comment 'Always null: not collected here.',
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
    root_user_id string not null comment 'The account at the end, into which all others were merged; key of people.',
    chain_depth int not null comment 'Merges on the longest way to that account.',
    total_aliases int not null comment 'Merges in the chain, including those of visitors.',
    chain_type string comment 'linear, if accounts were merged one after the other; tree, with several accounts on one level; complex, with several levels of several accounts.',
    user_ids_in_chain array<string> comment 'All ids, the account at the end first, then by their distance from it.',
    alias_ids_in_chain array<string> comment 'The merges, by their distance from the account at the end; keys of user_aliases.',
    oldest_alias_date timestamp comment 'UTC time of the first merge.',
    newest_alias_date timestamp comment 'UTC time of the last merge.',
    chain_formation_duration_days int comment 'Days between the first merge and the last.',
    consolidation_status string default 'pending' comment 'Always completed.',
    consolidated_events_count int default 0 comment 'Events that the merges handed over.',
    consolidated_traits_count int default 0 comment 'Traits that the merges handed over.',
    chain_confidence_score double comment 'Confidence of the least sure merge, from 0 to 1.',
    weak_links_count int default 0 comment 'Merges with a confidence of less than 0.8.',
    validation_required boolean default false comment 'Whether the chain has such a merge.',
    auto_created boolean default true comment 'Always true.',
    manually_verified boolean default false comment 'Always false.',
    created_by_system string comment 'System that reported to Customer.IO: this warehouse.',
    chain_created_at timestamp default current_timestamp() comment 'UTC time at which the first merge was reported to Customer.IO.',
    chain_updated_at timestamp default current_timestamp() comment 'UTC time at which the last merge was reported to Customer.IO.',
    last_validation_at timestamp comment 'UTC time at which the chain was last computed: with its last merge.',
    constraint alias_chains_pk primary key (chain_id)
)
using delta
comment 'Grain: one person with second accounts. The chain holds everything that was merged into that person, directly or through another account.'
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
