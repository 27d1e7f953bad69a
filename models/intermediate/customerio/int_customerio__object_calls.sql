{{ config(materialized="table") }}

with

changes as (

    select
        *,
        case when place = 3 then 'track' else 'group' end as call_type,
        case when place = 3 then 'Relationship Deleted' end as event_name

    from {{ ref('int_customerio__relationship_states') }}

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
        arrived_at,
        load_date

    from changes

),

calls as (

    {{ calls('told', others=['group_id', 'object_type_id']) | indent }}

)

select * from calls
where load_date <= {{ last_loaded_day() }}
