-- What relationships and objects are as their events left them, column by
-- column, and each event beside the one before; types of objects as the seed
-- has them.
with

relationships as (

    select
        relationship_id::varchar as relationship_id,
        user_id::varchar as user_id,
        object_id::varchar as object_id,
        object_type_id,
        role,
        later_role,
        started_at,
        role_changed_at,
        last_active_at,
        ended_at,
        end_reason,
        ended_by_user_id::varchar as ended_by_user_id,
        start_arrived_at,
        start_load_date,
        role_arrived_at,
        role_load_date,
        end_load_date

    from {{ ref('int_customerio__relationships') }}

),

types as (

    select * from {{ ref('cio_object_types') }}

),

relationship_events as (

    select
        *,
        lag(new_role) over (
            partition by relationship_id order by event_timestamp, event_type
        ) as role_before

    from {{ ref('relationship_events') }}

),

object_events as (

    select
        *,
        lag(new_traits) over of_the_object as traits_before,
        lag(event_type, 1, 'none') over of_the_object as type_before,
        row_number() over of_the_object = 1 as is_first

    from {{ ref('object_events') }}
    window of_the_object as (
        partition by object_id, object_type_id order by event_timestamp
    )

),

last_events as (

    select
        object_id,
        object_type_id,
        arg_max(event_type, event_timestamp) as event_type,
        arg_max(
            coalesce(new_traits, map { }), event_timestamp
        ) as traits,
        arg_min(coalesce(user_id, ''), event_timestamp) as user_id

    from {{ ref('object_events') }}
    group by all

)

select
    'relationships' as table_name,
    coalesce(relationships.relationship_id, found.relationship_id) as row_key

from relationships
full join {{ ref('relationships') }} as found
    on relationships.relationship_id = found.relationship_id
left join types on relationships.object_type_id = types.object_type_id
where
    (
        relationships.user_id, relationships.object_id,
        relationships.object_type_id, relationships.started_at,
        relationships.ended_at,
        coalesce(relationships.later_role, relationships.role),
        relationships.role, relationships.end_reason,
        split(types.default_permissions, ' ')
        || if(relationships.role = 'owner', ['manage'], []),
        greatest(
            relationships.started_at, relationships.role_changed_at,
            relationships.last_active_at, relationships.ended_at
        )
    ) is distinct from (
        found.user_id, found.object_id, found.object_type_id,
        found.started_at, found.ended_at, found.role,
        found.relationship_data['first_role'],
        found.relationship_data['end_reason'], found.permissions,
        found.updated_at
    )
union all
select
    'relationship_events' as table_name,
    found.event_id as row_key

from relationship_events as found
left join relationships
    on found.relationship_id = relationships.relationship_id
where
    (
        relationships.user_id, relationships.object_id,
        relationships.object_type_id,
        case relationships.object_type_id
            when 1 then 'member'
            when 2 then 'viewer'
            when 3 then 'follower'
        end,
        if(found.event_type = 'created', null, found.role_before),
        case found.event_type
            when 'created' then relationships.role
            when 'updated' then relationships.later_role
        end,
        case found.event_type
            when 'created' then relationships.started_at
            when 'updated' then relationships.role_changed_at
            else relationships.ended_at
        end,
        if(found.event_type = 'deleted', relationships.end_reason, null),
        if(
            found.event_type = 'deleted',
            relationships.ended_by_user_id,
            relationships.user_id
        ),
        case found.event_type
            when 'created'
                then
                    greatest(
                        date_trunc('hour', relationships.start_arrived_at)
                        + interval '1' hour,
                        relationships.start_load_date
                    )
            when 'updated'
                then
                    greatest(
                        date_trunc('hour', relationships.role_arrived_at)
                        + interval '1' hour,
                        relationships.role_load_date
                    )
            else
                greatest(
                    date_trunc('hour', relationships.ended_at)
                    + interval '1' hour
                    + if(
                        relationships.end_reason = 'idle',
                        {{ parameter('late_days') }} + 1,
                        0
                    ) * interval '1' day,
                    coalesce(
                        relationships.end_load_date,
                        {{ parameter_literal('start_date') }}
                    )
                )
        end
    ) is distinct from (
        found.user_id, found.object_id, found.object_type_id,
        found.relationship_type, found.previous_role, found.new_role,
        found.event_timestamp, found.event_properties.deletion_reason,
        found.triggered_by_user_id, found.received_at
    )
union all
select
    'object_events' as table_name,
    found.event_id as row_key

from object_events as found
where
    (
        if(found.is_first, 'created', found.event_type),
        case found.type_before
            when 'none' then null
            -- an object that comes back had no traits in between
            when 'deleted' then map_entries(found.previous_traits)
            else map_entries(found.traits_before)
        end,
        case
            when found.event_type <> 'deleted' then null
            when found.object_type_id = 1 then 'household_dissolved'
            when found.object_type_id = 2 then 'left_the_catalog'
            else 'account_deleted'
        end,
        case
            when found.event_type <> 'updated' then null
            when found.object_type_id = 1 then 'members'
            when found.object_type_id = 3 then 'profile'
            when
                found.new_traits['episode_count']
                is distinct from found.previous_traits['episode_count']
                then 'episodes'
            else 'genre'
        end
    ) is distinct from (
        found.event_type, map_entries(found.previous_traits),
        found.event_properties.deletion_reason,
        found.event_properties.update_reason
    )
    or found.received_at is null
    or found.received_at
    < date_trunc('hour', found.event_timestamp) + interval '1' hour
    or extract(minute from found.received_at) <> 0
    or extract(second from found.received_at) <> 0
union all
select
    'objects' as table_name,
    found.object_id as row_key

from {{ ref('objects') }} as found
left join types on found.object_type_id = types.object_type_id
left join last_events
    on
        found.object_id = last_events.object_id
        and found.object_type_id = last_events.object_type_id
where
    (
        types.type_name, types.type_description,
        if(last_events.event_type = 'deleted', 'inactive', 'active'),
        nullif(last_events.user_id, '')
    ) is distinct from (
        found.object_type, found.description, found.status,
        found.created_by_user_id
    )
    or last_events.event_type <> 'deleted' and (
        last_events.traits['name'], last_events.traits['category'],
        last_events.traits['country'], last_events.traits['member_count'],
        last_events.traits['episode_count']
    ) is distinct from (
        found.name, found.category, found.custom_traits['country'],
        found.custom_traits['member_count'],
        found.custom_traits['episode_count']
    )
union all
select
    'object_types' as table_name,
    found.type_name as row_key

from {{ ref('object_types') }} as found
full join types on found.object_type_id = types.object_type_id
where
    (
        types.type_name, types.type_description, types.default_permissions,
        types.required_traits, types.trait_schema_names,
        types.trait_schema_types, types.validation_rules, types.created_at
    ) is distinct from (
        found.type_name, found.type_description,
        array_to_string(found.default_permissions, ' '),
        array_to_string(found.required_traits, ' '),
        array_to_string(map_keys(found.trait_schema), ' '),
        array_to_string(map_values(found.trait_schema), ' '),
        array_to_string(found.validation_rules, '; '), found.created_at
    )
