{%- set traits = [
    'name', 'category', 'country', 'member_count', 'episode_count',
] %}

with

states as (

    select
        *,
        object_state_id as tie_breaker

    from {{ ref('int_customerio__object_states') }}

),

events as (

    {{ lifecycle(
        'states',
        key=['object_id', 'object_type_id'],
        attributes=traits + ['status', 'user_id'],
        events={
            'create': ['created', 'Object Created'],
            'update': ['updated', 'Object Updated'],
            'delete': ['deleted', 'Object Deleted'],
        },
        call='null::varchar',
    ) | indent }}

),

named as (

    select
        ---------- keys
        event_id,
        object_id::varchar as object_id,
        object_type_id,
        new_user_id::varchar as user_id,

        ---------- attributes
        event_type,
        event_name,
        {{ struct_of({
            'deletion_reason': "
                case
                    when event_type <> 'deleted' then null
                    when object_type_id = 1 then 'household_dissolved'
                    when object_type_id = 2 then 'left_the_catalog'
                    else 'account_deleted'
                end",
            'update_reason': "
                case
                    when event_type <> 'updated' then null
                    when object_type_id = 1 then 'members'
                    when
                        new_episode_count
                        is distinct from previous_episode_count
                        then 'episodes'
                    when object_type_id = 2 then 'genre'
                    else 'profile'
                end",
            'status_change': "
                case
                    when new_status is distinct from previous_status
                        then coalesce(previous_status, 'none')
                            || ' to ' || new_status
                end",
            'triggered_by':
                "case when new_user_id is null then 'system' else 'user' end",
        }) }} as event_properties,
        case
            when event_type <> 'created'
                then {{ traits_map(traits, 'previous_') }}
        end as previous_traits,
        case
            when event_type <> 'deleted' then {{ traits_map(traits, 'new_') }}
        end as new_traits,

        ---------- timestamps
        event_timestamp,
        received_at,
        source_system,
        integration_id,
        api_call_id

    from events

)

select * from named
