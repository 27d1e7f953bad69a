-- What people are related to, and how that came about.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.objects (
    object_id string not null comment 'The shared device of a household, a series of dim_series, or a creator of dim_user. Together with object_type_id, it is the key.',
    object_type_id int not null default 1 comment 'Type of the object; key of object_types.',
    object_type string comment 'Name of the type: household, series or creator.',
    name string comment 'Title of the series, name of the creator, or Household. Null until the series or the creator has arrived, and for a suppressed creator.',
    description string comment 'What an object of the type stands for.',
    category string comment 'Genre of a series, kind of device of a household, or the text creator.',
    status string comment 'active, or inactive once the object is deleted.',
    price double comment 'Always null: series and creators are part of the subscription.',
    in_stock boolean comment 'Always null: streams do not run out.',
    created_at timestamp default current_timestamp() comment 'UTC time of the first state of the object.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the object.',
    last_modified timestamp comment 'UTC time of the latest change of the object; equal to updated_at.',
    deleted_at timestamp comment 'UTC time at which the object was deleted; null until then.',
    custom_traits map<string, string> comment 'Further traits as texts, where the type has them: country, member_count and episode_count.',
    traits_json string comment 'All traits as a JSON object.',
    properties struct<name: string, category: string, price: double, in_stock: boolean, status: string, metadata: map<string, string>> comment 'The traits as one nested value. Price and stock are not collected.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the object to Customer.IO. Always warehouse_sync.',
    created_by_user_id string comment 'The creator, or the user whose event began the household; key of the table people. Null for a series.',
    constraint objects_pk primary key (object_id, object_type_id)
)
using delta
cluster by (created_at)
comment 'Grain: one object that people have relationships with, as it is now: a household, a series or a creator.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'object_id,object_type_id,created_at',
    'quality.expectation.1' = 'object_type_id > 0'
);

create table if not exists main.customerio.relationships (
    relationship_id string not null comment 'Key of the relationship; hash of person, object and start.',
    user_id string not null comment 'The person; key of the table people.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    relationship_type string comment 'member of a household, viewer of a series, follower of a creator.',
    relationship_status string default 'active' comment 'active while the relationship lasts, else inactive.',
    role string comment 'Current role, or the role at the end: owner or member of a household; viewer of a series, or fan from the fifth episode of a run on; fan of a creator.',
    permissions array<string> comment 'What the person may do with the object. The owner of a household may also manage it.',
    relationship_data map<string, string> comment 'A map with first_role and end_reason, as texts.',
    started_at timestamp default current_timestamp() comment 'UTC time at which the relationship began.',
    ended_at timestamp comment 'UTC time at which the relationship ended; null while it lasts.',
    invited_at timestamp comment 'Always null: nobody is invited.',
    accepted_at timestamp comment 'UTC time from which the relationship counts; equal to started_at.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the relationship began; equal to started_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest event of the person with the object, or of the end of the relationship.',
    created_by_user_id string comment 'The person who began the relationship; equal to user_id.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the relationship to Customer.IO. Always warehouse_sync.',
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
    event_id string not null comment 'Key of the event; hash of the object, the kind of event and the instant.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    user_id string comment 'The person who caused the event; key of the table people. Null if nobody did.',
    event_type string not null comment 'created, updated or deleted.',
    event_name string comment 'Name of the event.',
    event_properties struct<deletion_reason: string, update_reason: string, status_change: string, triggered_by: string> comment 'Why the object was updated or deleted, how its status changed, and whether a user or the system caused the event.',
    previous_traits map<string, string> comment 'Traits before the event, as texts; null for the first event.',
    new_traits map<string, string> comment 'Traits after the event, as texts; null once the object is deleted, and while it has no traits.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO. For a creator, it is not before the profile had arrived.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    api_call_id string comment 'Always null: objects are reported in the group calls about related people.',
    constraint object_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of an object. It is created with its first state, updated with each further state, and deleted when it ends.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'created\', \'updated\', \'deleted\', \'activated\', \'deactivated\')'
);

create table if not exists main.customerio.relationship_events (
    event_id string not null comment 'Key of the event; hash of the relationship, the kind of event and the instant.',
    relationship_id string comment 'The relationship; key of relationships.',
    user_id string not null comment 'The person; key of the table people.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    event_type string not null comment 'created, updated or deleted.',
    event_name string comment 'Name of the event.',
    relationship_type string comment 'member, viewer or follower.',
    previous_role string comment 'Role before the event; null for the first event.',
    new_role string comment 'Role after the event; null once the relationship is deleted.',
    event_properties struct<deletion_reason: string, role_change_reason: string, invited_by: string, permission_changes: array<string>> comment 'Why the relationship ended or the role changed. Nobody is invited, and permissions do not change.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO. A relationship that ends after 14 days without a play is reported once no late event can prolong it.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    triggered_by_user_id string comment 'The person who caused the event; key of the table people. For an end, it is the person whose account was deleted: the person of the relationship, the creator or another household member. Null if the relationship ended after 14 days without a play.',
    constraint relationship_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a relationship: created, updated with a new role, or deleted. Together, the events of a relationship give its row in relationships.'
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
    is_active boolean default true comment 'Whether objects of the type may be created. Always true.',
    default_permissions array<string> comment 'What a person related to an object of the type may do with it, unless the relationship says otherwise.',
    required_traits array<string> comment 'Names of the traits that every object of the type has.',
    trait_schema map<string, string> comment 'Traits that an object of the type can have, as a map from name to data type.',
    validation_rules array<string> comment 'Rules that the traits of every object of the type satisfy.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the company set the type up.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the type; equal to created_at, since no type has changed.',
    constraint object_types_pk primary key (object_type_id)
)
using delta
comment 'Grain: one type of object. The types come from the seed cio_object_types.'
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
