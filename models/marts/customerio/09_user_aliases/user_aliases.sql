with

aliases as (

    select * from {{ ref('int_customerio__aliases') }}

),

people as (

    select * from {{ ref('dim_user') }}
    where is_current

),

devices as (

    select
        user_id,
        count(distinct device_id)::integer as devices

    from {{ ref('dim_device') }}
    where device_type <> 'smartTV'
    group by all

),

relationships as (

    select
        user_id,
        count(*)::integer as objects

    from {{ ref('int_customerio__relationships') }}
    group by all

),

joined as (

    select
        aliases.*,
        aliases.kind = 'anonymous' as is_anonymous,
        -- a deleted account leaves no address
        case when not people.is_deleted then people.email end
            as primary_email,
        case when not others.is_deleted then others.email end
            as secondary_email,
        coalesce(devices.devices, 0) as devices,
        coalesce(relationships.objects, 0) as objects,
        {{ seconds_between('aliases.resolved_at', 'aliases.received_at') }}
            as waited_seconds

    from aliases
    left join people on aliases.primary_user_id = people.user_id
    left join people as others on aliases.secondary_id = others.user_id
    left join devices on aliases.primary_user_id = devices.user_id
    left join relationships on aliases.primary_user_id = relationships.user_id

),

named as (

    select
        ---------- keys
        alias_id::varchar as alias_id,
        primary_user_id::varchar as primary_user_id,
        secondary_id::varchar as secondary_user_id,

        ---------- attributes
        case
            when is_anonymous then 'anonymous_merge'
            else 'duplicate_consolidation'
        end as alias_type,
        'secondary_to_primary' as alias_direction,
        case
            when is_anonymous then 'anonymous_identification'
            else 'duplicate_cleanup'
        end as alias_reason,
        case
            when is_anonymous then 'sdk' else 'automated_deduplication'
        end as alias_source,
        'registered' as primary_user_type,
        case
            when is_anonymous then 'anonymous' else 'duplicate'
        end as secondary_user_type,
        case when is_anonymous then secondary_id::varchar end as anonymous_id,
        null::varchar as device_id,
        null::varchar as session_id,
        case
            when is_anonymous then 'events_migrate' else 'full_consolidation'
        end as merge_strategy,
        'primary_wins' as conflicts_resolution,
        secondary_traits > 0 as traits_merged,
        coalesce(events, 0) > 0 as events_migrated,
        false as devices_migrated,
        false as objects_migrated,
        parent_alias_id is null as is_chain_root,
        depth::integer as chain_depth,
        parent_alias_id::varchar as parent_alias_id,
        root_user_id::varchar as ultimate_primary_user_id,
        false as has_special_characters,
        'uuid' as id_format_type,
        false as normalization_applied,
        true as alias_validated,
        case method when 'signup' then 'email_match' else method end
            as validation_method,
        confidence as confidence_score,
        received_at as alias_created_at,
        resolved_at as alias_effective_at,
        resolved_at as custom_timestamp,
        'active' as alias_status,
        received_at as activated_at,
        null::timestamp as deactivated_at,
        null::varchar as deactivation_reason,
        'completed' as processing_status,
        received_at as processing_started_at,
        received_at as processing_completed_at,
        null::varchar[] as processing_errors,
        {{ struct_of({
            'primary_email': 'primary_email',
            'secondary_email': 'secondary_email',
            'signup_date_primary': 'primary_created_at::date::varchar',
            'signup_date_secondary': 'secondary_created_at::date::varchar',
            'role_primary': "'viewer'",
            'role_secondary': "case when not is_anonymous then 'viewer' end",
            'index': 'depth::integer',
            'special_id': 'false',
            'after_alias': 'parent_alias_id is not null',
        }) }} as alias_properties,
        {{ struct_of({
            'primary_traits_count': 'primary_traits',
            'secondary_traits_count': 'secondary_traits',
            'primary_events_count': 'null::integer',
            'secondary_events_count': 'events',
            'devices_count': 'devices',
            'objects_count': 'objects',
        }) }} as user_context,
        {{ struct_of({
            'traits_merged_count': 'secondary_traits',
            'events_migrated_count': 'coalesce(events, 0)',
            'conflicts_resolved_count': 'common_traits',
            'data_loss_incidents': '0',
            'merge_duration_seconds': 'waited_seconds::double',
        }) }} as merge_statistics,
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        case
            when is_anonymous then primary_user_id::varchar
        end as created_by_user

    from joined

)

select * from named
