-- Profiles that are one person.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.user_aliases (
    alias_id string not null comment 'Key of the merge.',
    primary_user_id string not null comment 'The person that continues after the merge; key of the table people.',
    secondary_user_id string not null comment 'The id that was merged into the primary one. For a second account it is a key of people; visitors have no row there.',
    alias_type string not null comment 'anonymous_merge for visitors, duplicate_consolidation for second accounts.',
    alias_direction string default 'secondary_to_primary' comment 'Always secondary_to_primary.',
    alias_reason string comment 'anonymous_identification for visitors, duplicate_cleanup for second accounts.',
    alias_source string comment 'sdk for visitors, automated_deduplication for second accounts.',
    primary_user_type string comment 'Always registered.',
    secondary_user_type string comment 'anonymous for visitors, duplicate for second accounts.',
    anonymous_id string comment 'Id of the visitor; null for second accounts.',
    device_id string comment 'Always null: not collected.',
    session_id string comment 'Always null: not collected.',
    merge_strategy string comment 'events_migrate for visitors, who have no traits; full_consolidation for second accounts.',
    conflicts_resolution string comment 'Always primary_wins: if both sides have a trait, the value of the primary one stays.',
    traits_merged boolean default false comment 'Whether the merge handed over traits. Only second accounts have traits.',
    events_migrated boolean default false comment 'Whether the merge handed over events.',
    devices_migrated boolean default false comment 'Always false: devices are not handed over.',
    objects_migrated boolean default false comment 'Always false: objects are not handed over.',
    is_chain_root boolean default false comment 'Whether the primary account is the end of the chain: it was not itself merged into another one.',
    chain_depth int default 1 comment 'Number of merges from the secondary id to the account at the end of the chain; 1 if the primary account is that end.',
    parent_alias_id string comment 'The merge of the primary account into another account; key of user_aliases. Null if it was not merged.',
    ultimate_primary_user_id string comment 'The account at the end of the chain, which was not merged into another one; key of the table people.',
    has_special_characters boolean default false comment 'Always false: ids are UUIDs.',
    id_format_type string comment 'Always uuid.',
    normalization_applied boolean default false comment 'Always false: ids are used as they are.',
    alias_validated boolean default false comment 'Whether the merge passed its check. Always true.',
    validation_method string comment 'email_match or device_match. Visitors always have email_match, since they sign up with an address.',
    confidence_score double comment 'How sure it is that both ids are the same person, from 0 to 1.',
    alias_created_at timestamp default current_timestamp() comment 'UTC time at which the merge was reported to Customer.IO.',
    alias_effective_at timestamp comment 'UTC time at which the two ids were recognized as one person.',
    custom_timestamp timestamp comment 'UTC time in the alias call; equal to alias_effective_at.',
    alias_status string default 'active' comment 'Always active: no merge is undone.',
    activated_at timestamp comment 'UTC time from which the merge is valid in Customer.IO; equal to alias_created_at.',
    deactivated_at timestamp comment 'Always null: no merge is undone.',
    deactivation_reason string comment 'Always null: no merge is undone.',
    processing_status string default 'completed' comment 'Always completed.',
    processing_started_at timestamp comment 'UTC time at which Customer.IO received the call that merges the ids.',
    processing_completed_at timestamp comment 'UTC time at which the merge was completed; equal to processing_started_at.',
    processing_errors array<string> comment 'Always null: not collected.',
    alias_properties struct<primary_email: string, secondary_email: string, signup_date_primary: string, signup_date_secondary: string, role_primary: string, role_secondary: string, index: int, special_id: boolean, after_alias: boolean> comment 'E-mail addresses of both sides (null once an account is deleted), days of sign-up, roles, and the place in the chain.',
    user_context struct<primary_traits_count: int, secondary_traits_count: int, primary_events_count: int, secondary_events_count: int, devices_count: int, objects_count: int> comment 'Counts before the merge: traits of both sides, events of the secondary one, devices of the primary one, and objects that the primary one has or had a relationship with. Events of the primary one are not counted.',
    merge_statistics struct<traits_merged_count: int, events_migrated_count: int, conflicts_resolved_count: int, data_loss_incidents: int, merge_duration_seconds: double> comment 'Number of traits and events that were handed over, number of traits that both sides had, and seconds that the merge waited for the hourly sync.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the merge to Customer.IO. Always warehouse_sync.',
    created_by_user string comment 'The person whose sign-up caused the merge; null for a second account.',
    constraint user_aliases_pk primary key (alias_id)
)
using delta
comment 'Grain: one id that was merged into a person\'s id. It belonged to a visitor before the sign-up, or to a second account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'primary_user_id != secondary_user_id',
    'quality.expectation.2' = 'alias_type in (\'profile_merge\', \'anonymous_merge\', \'identity_alias\', \'duplicate_consolidation\')'
);

create table if not exists main.customerio.alias_events (
    event_id string not null comment 'Key of the event; hash of the merge, the kind of event and the instant.',
    alias_id string not null comment 'The merge; key of user_aliases.',
    event_type string not null comment 'alias_created, or chain_extended if the primary account was itself merged into another one; later merge_completed.',
    event_name string comment 'Name of the event.',
    primary_user_id string not null comment 'The person that continues after the merge; key of the table people.',
    secondary_user_id string not null comment 'The visitor or account that was merged into that person.',
    affected_user_ids array<string> comment 'The ids of both sides: first the primary one, then the secondary one.',
    event_properties struct<alias_type: string, merge_strategy: string, data_migrated: boolean, conflicts_detected: int, processing_duration_ms: bigint, validation_passed: boolean> comment 'What was merged and how. The duration is not measured.',
    data_migration_summary struct<traits_migrated: int, events_migrated: int, devices_migrated: int, objects_migrated: int, relationships_migrated: int> comment 'What the merge handed over; null for the event that creates the merge.',
    user_state_before struct<primary_traits_count: int, secondary_traits_count: int, total_events_count: int> comment 'Number of traits on both sides before the merge; null for the event that creates the merge. Events are not counted.',
    user_state_after struct<merged_traits_count: int, total_events_count: int, consolidated_profiles: int> comment 'Number of traits and of accounts after the merge; null for the event that creates the merge. Events are not counted.',
    processing_method string comment 'real_time for visitors, batch for second accounts.',
    processing_priority string comment 'Always normal.',
    errors_encountered array<string> comment 'Always null: not collected.',
    warnings_generated array<string> comment 'Always null: not collected.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    processing_started_at timestamp comment 'UTC time at which the processing of the event began; equal to event_timestamp.',
    processing_completed_at timestamp comment 'UTC time at which the hourly sync had reported the merge to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    triggered_by string comment 'signup for visitors, automated_deduplication for second accounts.',
    constraint alias_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp)
comment 'Grain: one event of a merge. The first event says that the merge was created, alone or as a further link of a chain. The second says that it was completed.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp',
    'quality.expectation.1' = 'event_type in (\'alias_created\', \'alias_activated\', \'merge_completed\', \'chain_extended\', \'alias_failed\')'
);

create table if not exists main.customerio.anonymous_identity_resolution (
    resolution_id string not null comment 'Key of the recognition; alias_id of the merge in user_aliases.',
    anonymous_id string not null comment 'Id of the visitor, stored in a cookie.',
    resolved_user_id string not null comment 'The person; key of the table people.',
    resolution_method string not null comment 'Always login_event: the person signs up in the browser of the visits.',
    resolution_confidence double comment 'How sure the recognition is, from 0 to 1.',
    resolution_source string comment 'Always user_action.',
    anonymous_session_count int default 0 comment 'Number of visits before the sign-up.',
    anonymous_events_count int default 0 comment 'Number of pages seen in the visits before the sign-up.',
    anonymous_first_seen timestamp comment 'UTC time of the visitor\'s first visit.',
    anonymous_last_seen timestamp comment 'UTC time of the visitor\'s last page before the sign-up.',
    device_fingerprint string comment 'Always null: not collected.',
    user_agent string comment 'Always null: not collected.',
    ip_address_hash string comment 'Always null: not collected.',
    session_ids array<string> comment 'Always null: not collected.',
    trigger_event string comment 'Always signup.',
    trigger_timestamp timestamp comment 'UTC time of the sign-up.',
    trigger_properties map<string, string> comment 'Number of visits and pages, as texts.',
    events_migrated boolean default false comment 'Whether the visitor had events to hand over to the person.',
    traits_merged boolean default false comment 'Always false: a visitor has no traits.',
    devices_transferred boolean default false comment 'Always false: Customer.IO does not count a browser as a device.',
    validation_checks array<string> comment 'Names of the checks that every recognition passes.',
    validation_passed boolean default false comment 'Whether the recognition passed its checks. Always true.',
    false_positive_risk double comment '1 minus resolution_confidence, from 0 to 1.',
    marketing_attribution struct<campaign_source: string, campaign_medium: string, campaign_name: string, first_touch_channel: string, last_touch_channel: string> comment 'Always a struct of nulls: visits before the sign-up have no campaign.',
    resolution_status string default 'active' comment 'Always active.',
    resolved_at timestamp default current_timestamp() comment 'UTC time of the recognition.',
    reviewed_at timestamp comment 'Always null: not collected.',
    reviewed_by string comment 'Always null: not collected.',
    constraint anonymous_identity_resolution_pk primary key (resolution_id)
)
using delta
comment 'Grain: one anonymous visitor who was recognized as a person when that person signed up.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true'
);

create table if not exists main.customerio.alias_chains (
    chain_id string not null comment 'Key of the chain; hash of root_user_id.',
    root_user_id string not null comment 'The account at the end of the chain, into which all others were merged; key of the table people.',
    chain_depth int not null comment 'Largest number of merges between an id of the chain and the account at its end.',
    total_aliases int not null comment 'Number of merges in the chain, including those of visitors.',
    chain_type string comment 'linear if each id was merged into the previous one, tree if all second accounts were merged into the account at the end, else complex.',
    user_ids_in_chain array<string> comment 'All ids of the chain: first the account at its end, then the others by their number of merges to it.',
    alias_ids_in_chain array<string> comment 'The merges of the chain, by their number of merges to the account at its end; keys of user_aliases.',
    oldest_alias_date timestamp comment 'UTC time of the first merge in the chain.',
    newest_alias_date timestamp comment 'UTC time of the latest merge in the chain.',
    chain_formation_duration_days int comment 'Days between the first merge and the latest.',
    consolidation_status string default 'pending' comment 'Always completed.',
    consolidated_events_count int default 0 comment 'Number of events that the merges handed over.',
    consolidated_traits_count int default 0 comment 'Number of traits that the merges handed over.',
    chain_confidence_score double comment 'Lowest confidence of a merge in the chain, from 0 to 1.',
    weak_links_count int default 0 comment 'Number of merges with a confidence of less than 0.8.',
    validation_required boolean default false comment 'Whether the chain has a merge with a confidence of less than 0.8.',
    auto_created boolean default true comment 'Always true: no chain is created by hand.',
    manually_verified boolean default false comment 'Always false: no chain is verified by hand.',
    created_by_system string comment 'System that created the chain. Always reelhouse: this warehouse.',
    chain_created_at timestamp default current_timestamp() comment 'UTC time at which the first merge was reported to Customer.IO.',
    chain_updated_at timestamp default current_timestamp() comment 'UTC time at which the latest merge was reported to Customer.IO.',
    last_validation_at timestamp comment 'UTC time at which the chain was last computed; equal to chain_updated_at.',
    constraint alias_chains_pk primary key (chain_id)
)
using delta
comment 'Grain: one person with second accounts. The chain holds all accounts and visitors that were merged into that person, directly or through another account.'
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
