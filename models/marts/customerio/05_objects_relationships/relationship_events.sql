with

states as (

    select
        *,
        case when place = 3 then 'delete' end as change_kind,
        {{ next_sync('arrived_at', 'load_date') }} as received_at,
        place as tie_breaker

    from {{ ref('int_customerio__relationship_states') }}

),

events as (

    {{ lifecycle(
        'states',
        key=[
            'relationship_id', 'user_id', 'object_id', 'object_type_id',
            'relationship_type',
        ],
        attributes=['role', 'end_reason', 'acting_user_id'],
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
        new_acting_user_id::varchar as triggered_by_user_id

    from events

)

select * from named
