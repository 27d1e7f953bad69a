with

changes as (

    select * from {{ ref('stg_customerio__lists') }}

),

latest_changes as (

    select * from changes
    qualify row_number() over (
        partition by user_id, content_id
        order by changed_at desc, change_id desc
    ) = 1

),

contents as (

    select * from {{ ref('dim_content') }}
    where is_current

),

items as (

    select
        latest_changes.user_id,
        list({{ struct_of({
            'product_id': 'latest_changes.content_id::varchar',
            'name': 'contents.title',
            'price': '0.0::double',
            'category': 'contents.content_type',
            'added_at': 'latest_changes.changed_at',
            'notes': 'null::varchar',
        }) }} order by latest_changes.changed_at, latest_changes.content_id)
            as items,
        count(*)::integer as item_count

    from latest_changes
    inner join contents on latest_changes.content_id = contents.content_id
    where latest_changes.action = 'added'
    group by all

),

lists as (

    select
        user_id,
        min(changed_at) as created_at,
        max(changed_at) as updated_at

    from changes
    group by all

),

named as (

    select
        ---------- keys
        {{ hash_key(["'list'", 'lists.user_id']) }}::varchar as wishlist_id,
        lists.user_id::varchar as user_id,

        ---------- attributes
        'My List' as wishlist_name,
        false as is_public,
        true as is_default,

        ---------- measures
        coalesce(items.items, []) as items,
        coalesce(items.item_count, 0) as item_count,
        0.0::double as total_value,

        ---------- timestamps
        lists.created_at,
        lists.updated_at

    from lists
    left join items on lists.user_id = items.user_id

)

select * from named
