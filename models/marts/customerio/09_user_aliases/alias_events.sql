with

aliases as (

    select * from {{ ref('int_customerio__aliases') }}

),

-- made with the merge, and active with the sync that told of it
states as (

    select
        alias_id,
        'found' as status,
        case
            when parent_alias_id is not null then 'extend'
        end as change_kind,
        resolved_at as changed_at,
        received_at,
        1 as tie_breaker

    from aliases
    union all
    select
        alias_id,
        'merged' as status,
        'merge' as change_kind,
        received_at as changed_at,
        received_at,
        2 as tie_breaker

    from aliases

),

events as (

    {{ lifecycle(
        'states',
        key=['alias_id'],
        attributes=['status'],
        events={
            'create': ['alias_created', 'User Alias Created'],
            'extend': ['chain_extended', 'User Alias Chain Extended'],
            'merge': ['merge_completed', 'Profile Merged'],
        },
        call='null::varchar',
    ) | indent }}

),

described as (

    select
        events.*,
        aliases.primary_user_id,
        aliases.secondary_id,
        aliases.kind as alias_kind,
        aliases.depth,
        aliases.primary_traits,
        aliases.secondary_traits,
        aliases.common_traits,
        coalesce(aliases.events, 0) as migrated_events

    from events
    inner join aliases on events.alias_id = aliases.alias_id

),

named as (

    select
        ---------- keys
        event_id,
        alias_id::varchar as alias_id,

        ---------- attributes
        event_type,
        case
            when event_type = 'merge_completed' and alias_kind = 'anonymous'
                then 'Anonymous User Identified'
            else event_name
        end as event_name,
        primary_user_id::varchar as primary_user_id,
        secondary_id::varchar as secondary_user_id,
        [primary_user_id::varchar, secondary_id::varchar] as affected_user_ids,
        {{ struct_of({
            'alias_type': "case alias_kind when 'anonymous' then 'anonymous_merge' else 'duplicate_consolidation' end",
            'merge_strategy': "case alias_kind when 'anonymous' then 'events_migrate' else 'full_consolidation' end",
            'data_migrated': "event_type = 'merge_completed' and migrated_events + secondary_traits > 0",
            'conflicts_detected': 'common_traits',
            'processing_duration_ms': 'null::bigint',
            'validation_passed': 'true',
        }) }} as event_properties,
        case
            when event_type = 'merge_completed' then {{ struct_of({
                'traits_migrated': 'secondary_traits',
                'events_migrated': 'migrated_events',
                'devices_migrated': '0',
                'objects_migrated': '0',
                'relationships_migrated': '0',
            }) }}
        end as data_migration_summary,
        case
            when event_type = 'merge_completed' then {{ struct_of({
                'primary_traits_count': 'primary_traits',
                'secondary_traits_count': 'secondary_traits',
                'total_events_count': 'null::integer',
            }) }}
        end as user_state_before,
        case
            when event_type = 'merge_completed' then {{ struct_of({
                'merged_traits_count': 'primary_traits + secondary_traits - common_traits',
                'total_events_count': 'null::integer',
                'consolidated_profiles': 'depth::integer + 1',
            }) }}
        end as user_state_after,
        case alias_kind when 'anonymous' then 'real_time' else 'batch' end
            as processing_method,
        'normal' as processing_priority,
        null::varchar[] as errors_encountered,
        null::varchar[] as warnings_generated,

        ---------- timestamps
        event_timestamp,
        event_timestamp as processing_started_at,
        received_at as processing_completed_at,
        source_system,
        integration_id,
        case alias_kind
            when 'anonymous' then 'signup' else 'automated_deduplication'
        end as triggered_by

    from described

)

select * from named
