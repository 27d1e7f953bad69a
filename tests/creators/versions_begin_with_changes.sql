-- The current version of a user and of a post says what raw says, and began,
-- if it is not the first, when raw changed last. No version is younger than
-- that: what happens in the feed makes none.
{%- set dimensions = {
    'dim_user': {
        'key': 'user_id', 'raw': 'raw_users',
        'attributes': [
            'first_name', 'last_name', 'email', 'country_code',
            'favorite_color', 'deleted_at'
        ],
    },
    'dim_post': {
        'key': 'post_id', 'raw': 'raw_posts',
        'attributes': ['post_text', 'deleted_at'],
    },
} %}

with

{% for dimension, how in dimensions.items() -%}
{{ dimension }} as (

    select
        {{ how.key }} as durable_key,
        valid_from,
        is_current,
        valid_from > {{ open_start() }} as is_change,
        {{ hash_key(how.attributes) }} as state

    from {{ ref(dimension) }}
    where not is_inferred

),

{{ how.raw }} as (

    select
        {{ how.key }} as durable_key,
        updated_at,
        {{ hash_key(how.attributes) }} as state

    from {{ ref(how.raw) }}

),

{% endfor -%}

{% for dimension, how in dimensions.items() -%}
of_{{ dimension }} as (

    select
        '{{ dimension }}' as dimension,
        versions.durable_key,
        versions.valid_from,
        sources.updated_at

    from {{ dimension }} as versions
    left join {{ how.raw }} as sources
        on versions.durable_key = sources.durable_key
    where
        coalesce(versions.valid_from > sources.updated_at, true)
        or (
            versions.is_current
            and (
                versions.state <> sources.state
                or (
                    versions.is_change
                    and versions.valid_from <> sources.updated_at
                )
            )
        )

){{ ',' if not loop.last }}

{% endfor -%}

select * from of_dim_user
union all
select * from of_dim_post
