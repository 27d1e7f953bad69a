{{ config(materialized="table") }}

with

relationships as (

    select * from {{ ref('int_customerio__relationships') }}

),

changes as (

    select
        relationship_id,
        user_id,
        object_id,
        object_type_id,
        'group' as call_type,
        null as event_name,
        1 as place,
        role,
        started_at as changed_at,
        started_at as known_at

    from relationships
    union all
    select
        relationship_id,
        user_id,
        object_id,
        object_type_id,
        'group' as call_type,
        null as event_name,
        2 as place,
        later_role as role,
        role_changed_at as changed_at,
        role_changed_at as known_at

    from relationships
    where later_role is not null
    union all
    select
        relationship_id,
        user_id,
        object_id,
        object_type_id,
        'track' as call_type,
        'Relationship Deleted' as event_name,
        3 as place,
        null as role,
        ended_at as changed_at,
        -- that a run has ended is known when no late event can go on with it
        case end_reason
            when 'idle'
                then
                    ended_at
                    + ({{ parameter('late_days') }} + 1) * interval '1' day
            else ended_at
        end as known_at

    from relationships
    where ended_at is not null

),

told as (

    select
        {{ hash_key(['relationship_id', 'place']) }} as message_id,
        relationship_id as source_id,
        user_id,
        case call_type when 'group' then object_id::varchar end as group_id,
        object_type_id,
        call_type,
        event_name,
        place,
        case call_type
            when 'group' then {{ json_object(
                texts={'role': 'role'},
                quoted={'object_type_id': 'object_type_id'},
            ) | indent(16) }}
            else {{ json_object(
                quoted={'objectId': 'object_id'},
                plain={'objectTypeId': 'object_type_id'},
            ) | indent(16) }}
        end as about,
        null as context,
        changed_at as event_timestamp,
        known_at as arrived_at,
        -- a batch holds what happened until 16:00 on the day after it
        greatest(
            (known_at - interval '16' hour)::date,
            {{ parameter_literal('start_date') }}
        ) as load_date

    from changes

),

calls as (

    {{ calls('told', others=['group_id', 'object_type_id']) | indent }}

)

select * from calls
where load_date <= {{ last_loaded_day() }}
