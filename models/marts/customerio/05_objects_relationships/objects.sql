with

states as (

    select
        *,
        first_value(changed_at) over of_the_object as created_at,
        first_value(user_id) over of_the_object as created_by,
        lead(changed_at) over of_the_object is null as is_current

    from {{ ref('int_customerio__object_states') }}
    window of_the_object as (
        partition by object_id, object_type_id order by changed_at
    )

),

types as (

    select * from {{ ref('cio_object_types') }}

),

current_states as (

    select
        states.*,
        types.type_name,
        types.type_description

    from states
    inner join types on states.object_type_id = types.object_type_id
    where states.is_current

),

named as (

    select
        ---------- keys
        object_id::varchar as object_id,
        object_type_id,

        ---------- attributes
        type_name as object_type,
        name,
        type_description as description,
        category,
        status,
        null::double as price,
        null::boolean as in_stock,

        ---------- timestamps
        created_at,
        changed_at as updated_at,
        changed_at as last_modified,
        case change_kind when 'delete' then changed_at end as deleted_at,
        {{ traits_map(['country', 'member_count', 'episode_count']) }}
            as custom_traits,
        {{ row_as_json(struct_of({
            'name': 'name',
            'category': 'category',
            'country': 'country',
            'member_count': 'member_count',
            'episode_count': 'episode_count',
        })) }} as traits_json,
        {{ struct_of({
            'name': 'name',
            'category': 'category',
            'price': 'null::double',
            'in_stock': 'null::boolean',
            'status': 'status',
            'metadata': traits_map([
                'country', 'member_count', 'episode_count'
            ]),
        }) }} as properties,
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        created_by::varchar as created_by_user_id

    from current_states

)

select * from named
