with

relationships as (

    select * from {{ ref('int_customerio__relationships') }}

),

states as (

    select
        relationship_id,
        user_id,
        object_id,
        object_type_id,
        relationship_type,
        role,
        null as end_reason,
        null as change_kind,
        started_at as changed_at,
        1 as tie_breaker

    from relationships
    union all
    select
        relationship_id,
        user_id,
        object_id,
        object_type_id,
        relationship_type,
        later_role as role,
        null as end_reason,
        null as change_kind,
        role_changed_at as changed_at,
        2 as tie_breaker

    from relationships
    where role_changed_at is not null
    union all
    select
        relationship_id,
        user_id,
        object_id,
        object_type_id,
        relationship_type,
        null as role,
        end_reason,
        'delete' as change_kind,
        ended_at as changed_at,
        3 as tie_breaker

    from relationships
    where ended_at is not null

),

-- that a run has ended is known when no late event can go on with it
known as (

    select
        *,
        changed_at + case
            when end_reason = 'idle' then {{ parameter('late_days') }} + 1
            else 0
        end * interval '1' day as known_at

    from states

),

synced as (

    select
        *,
        {{ synced_at('known_at') }} as received_at

    from known

),

events as (

    {{ lifecycle(
        'synced',
        key=[
            'relationship_id', 'user_id', 'object_id', 'object_type_id',
            'relationship_type',
        ],
        attributes=['role', 'end_reason'],
        events={
            'create': ['created', 'Relationship Created'],
            'update': ['updated', 'Relationship Updated'],
            'delete': ['deleted', 'Relationship Deleted'],
        },
        call='null::varchar',
    ) | indent }}

),

named as (

    select
        ---------- keys
        event_id,
        relationship_id::varchar as relationship_id,
        user_id::varchar as user_id,
        object_id::varchar as object_id,
        object_type_id,

        ---------- attributes
        event_type,
        event_name,
        relationship_type,
        previous_role,
        new_role,
        {{ struct_of({
            'deletion_reason': 'new_end_reason',
            'role_change_reason':
                "case event_type when 'updated' then 'fifth_episode' end",
            'invited_by': 'null::varchar',
            'permission_changes': 'null::varchar[]',
        }) }} as event_properties,

        ---------- timestamps
        event_timestamp,
        received_at,
        source_system,
        integration_id,
        case
            when coalesce(new_end_reason, '') <> 'idle' then user_id::varchar
        end as triggered_by_user_id

    from events

)

select * from named
