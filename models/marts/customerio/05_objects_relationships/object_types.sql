with

types as (

    select * from {{ ref('cio_object_types') }}

),

named as (

    select
        ---------- keys
        object_type_id,

        ---------- attributes
        type_name,
        type_description,
        true as is_active,
        split(default_permissions, ' ') as default_permissions,
        split(required_traits, ' ') as required_traits,
        {{ map_of_lists(
            "split(trait_schema_names, ' ')",
            "split(trait_schema_types, ' ')",
        ) }} as trait_schema,
        split(validation_rules, '; ') as validation_rules,

        ---------- timestamps
        created_at,
        created_at as updated_at

    from types

)

select * from named
