with

relationships as (

    select * from {{ ref('int_customerio__relationships') }}

),

types as (

    select * from {{ ref('cio_object_types') }}

),

described as (

    select
        relationships.*,
        coalesce(relationships.later_role, relationships.role)
            as current_role_name,
        split(types.default_permissions, ' ') as default_permissions,
        greatest(
            relationships.started_at,
            relationships.role_changed_at,
            relationships.last_active_at,
            relationships.ended_at
        ) as updated_at

    from relationships
    inner join types on relationships.object_type_id = types.object_type_id

),

named as (

    select
        ---------- keys
        relationship_id::varchar as relationship_id,
        user_id::varchar as user_id,
        object_id::varchar as object_id,
        object_type_id,

        ---------- attributes
        relationship_type,
        case when ended_at is null then 'active' else 'inactive' end
            as relationship_status,
        current_role_name as role,
        case role
            when 'owner' then default_permissions || ['manage']
            else default_permissions
        end as permissions,
        {{ map_of_lists(
            "['first_role', 'end_reason']", '[role, end_reason]'
        ) }} as relationship_data,

        ---------- timestamps
        started_at,
        ended_at,
        null::timestamp as invited_at,
        started_at as accepted_at,
        started_at as created_at,
        updated_at,
        user_id::varchar as created_by_user_id,
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id

    from described

)

select * from named
