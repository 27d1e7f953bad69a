-- What people are related to, and how that came about.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.objects (
    object_id string not null comment 'The object: the shared device of a household, a series of dim_series, or a creator of dim_user. Key together with object_type_id.',
    object_type_id int not null default 1 comment 'Type of the object; key of object_types.',
    object_type string comment 'Name of the type: household, series or creator.',
    name string comment 'Title of the series, name of the creator, or Household for a household. Null before the object\'s own row has arrived, and for a creator who is suppressed.',
    description string comment 'What an object of the type stands for.',
    category string comment 'Genre of the series, kind of the household\'s device, or creator.',
    status string comment 'active, or inactive once it is deleted.',
    price double comment 'Always null: series and creators are part of the subscription.',
    in_stock boolean comment 'Always null: what is streamed does not run out.',
    created_at timestamp default current_timestamp() comment 'UTC time of the object\'s first state.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the object\'s latest change.',
    last_modified timestamp comment 'UTC time of the object\'s latest change; equal to updated_at.',
    deleted_at timestamp comment 'UTC time at which the object was deleted; null until then.',
    custom_traits map<string, string> comment 'Further traits as texts, as far as the type has them: country, member_count and episode_count.',
    traits_json string comment 'All traits as a JSON object.',
    properties struct<name: string, category: string, price: double, in_stock: boolean, status: string, metadata: map<string, string>> comment 'The traits as one nested value. Price and stock are not collected here.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the object to Customer.IO.',
    created_by_user_id string comment 'The creator, or the user with whose event the household began; null for a series. Key of people.',
    constraint objects_pk primary key (object_id, object_type_id)
)
using delta
cluster by (created_at)
comment 'Grain: one object that people have relationships with, as it stands now: a household, a series or a creator.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'object_id,object_type_id,created_at',
    'quality.expectation.1' = 'object_type_id > 0'
);

create table if not exists main.customerio.relationships (
    relationship_id string not null comment 'Key of the relationship; hash of person, object and start.',
    user_id string not null comment 'The person; key of people.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    relationship_type string comment 'member of a household, viewer of a series, follower of a creator.',
    relationship_status string default 'active' comment 'active while the relationship lasts, else inactive.',
    role string comment 'Role now, or at the end: owner or member of a household; viewer of a series, or fan from the fifth episode of a run on; fan of a creator.',
    permissions array<string> comment 'What the person may do with the object; the owner of a household may manage it, too.',
    relationship_data map<string, string> comment 'first_role and end_reason, as texts.',
    started_at timestamp default current_timestamp() comment 'UTC time at which the relationship began.',
    ended_at timestamp comment 'UTC time at which the relationship ended; null while it lasts.',
    invited_at timestamp comment 'Always null: nobody is invited.',
    accepted_at timestamp comment 'UTC time from which the relationship counts; equal to started_at.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the relationship began; equal to started_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest event of the person with the object, or of the end.',
    created_by_user_id string comment 'The person, who began the relationship. Key of people.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the relationship to Customer.IO.',
    constraint relationships_pk primary key (relationship_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one period of a relationship between a person and an object. People are members of a household, viewers who follow a series, or followers of a creator.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'relationship_id,created_at,user_id'
);

create table if not exists main.customerio.object_events (
    event_id string not null comment 'Key of the event; hash of the object, the kind and the instant.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    user_id string comment 'The person who brought the event about; null if nobody did. Key of people.',
    event_type string not null comment 'created, updated or deleted.',
    event_name string comment 'Name of the event.',
    event_properties struct<deletion_reason: string, update_reason: string, status_change: string, triggered_by: string> comment 'Why the object was updated or deleted, how its status changed, and whether a user or the system triggered the event.',
    previous_traits map<string, string> comment 'Traits before the event, as texts; null for the first event.',
    new_traits map<string, string> comment 'Traits after the event, as texts; null once the object is deleted, and while it has none.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO; for a creator, not before the profile had arrived.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    api_call_id string comment 'Always null: objects are sent in the group calls about the people related to them.',
    constraint object_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of an object: created with its first state, updated with each further one, deleted with its end.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'created\', \'updated\', \'deleted\', \'activated\', \'deactivated\')'
);

create table if not exists main.customerio.relationship_events (
    event_id string not null comment 'Key of the event; hash of the relationship, the kind and the instant.',
    relationship_id string comment 'The relationship; key of relationships.',
    user_id string not null comment 'The person; key of people.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    event_type string not null comment 'created, updated or deleted.',
    event_name string comment 'Name of the event.',
    relationship_type string comment 'member, viewer or follower.',
    previous_role string comment 'Role before the event; null for the first one.',
    new_role string comment 'Role from the event on; null once the relationship is deleted.',
    event_properties struct<deletion_reason: string, role_change_reason: string, invited_by: string, permission_changes: array<string>> comment 'Why the relationship ended or the role changed. Nobody is invited here and permissions do not change.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO. A relationship that ends for want of viewing is reported later: once no late event can prolong it.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    triggered_by_user_id string comment 'The person who brought the event about. For an end, it is the person whose account was deleted: the person\'s own, the creator\'s or another household member\'s. Null for the end of a run after 14 days without a play. Key of people.',
    constraint relationship_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a relationship: created, updated with a new role, deleted. The events of a relationship add up to its row in relationships.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id'
);

create table if not exists main.customerio.object_types (
    object_type_id int not null comment 'Key of the type, a number from 1.',
    type_name string not null comment 'What an object of the type is called: household, series or creator.',
    type_description string comment 'What an object of the type stands for.',
    is_active boolean default true comment 'Whether objects of the type may be created; all of them may.',
    default_permissions array<string> comment 'What a person who is related to an object may do with it, unless the relationship says otherwise.',
    required_traits array<string> comment 'Traits that every object of the type has.',
    trait_schema map<string, string> comment 'Traits that an object of the type can have, each with its type.',
    validation_rules array<string> comment 'Rules that the traits of every object satisfy.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the company set the type up.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last change of the type, which is that of its creation: no type has changed.',
    constraint object_types_pk primary key (object_type_id)
)
using delta
comment 'Grain: one type of object. The types are a seed, cio_object_types: another type is another line.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'object_type_id > 0'
);

alter table main.customerio.objects drop constraint if exists objects_created_by_user_id_fk;

alter table main.customerio.objects add constraint objects_created_by_user_id_fk foreign key (created_by_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.relationships drop constraint if exists relationships_user_id_fk;

alter table main.customerio.relationships add constraint relationships_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.relationships drop constraint if exists relationships_objects_fk;

alter table main.customerio.relationships add constraint relationships_objects_fk foreign key (object_id, object_type_id)
    references main.customerio.objects (object_id, object_type_id);

alter table main.customerio.relationships drop constraint if exists relationships_created_by_user_id_fk;

alter table main.customerio.relationships add constraint relationships_created_by_user_id_fk foreign key (created_by_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.object_events drop constraint if exists object_events_objects_fk;

alter table main.customerio.object_events add constraint object_events_objects_fk foreign key (object_id, object_type_id)
    references main.customerio.objects (object_id, object_type_id);

alter table main.customerio.object_events drop constraint if exists object_events_user_id_fk;

alter table main.customerio.object_events add constraint object_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.relationship_events drop constraint if exists relationship_events_relationship_id_fk;

alter table main.customerio.relationship_events add constraint relationship_events_relationship_id_fk foreign key (relationship_id)
    references main.customerio.relationships (relationship_id);

alter table main.customerio.relationship_events drop constraint if exists relationship_events_user_id_fk;

alter table main.customerio.relationship_events add constraint relationship_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.relationship_events drop constraint if exists relationship_events_objects_fk;

alter table main.customerio.relationship_events add constraint relationship_events_objects_fk foreign key (object_id, object_type_id)
    references main.customerio.objects (object_id, object_type_id);

alter table main.customerio.relationship_events drop constraint if exists relationship_events_triggered_by_user_id_fk;

alter table main.customerio.relationship_events add constraint relationship_events_triggered_by_user_id_fk foreign key (triggered_by_user_id)
    references main.customerio.people (user_id);
