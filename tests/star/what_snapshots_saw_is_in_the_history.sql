-- Every state of users and contents that a snapshot saw is the version that
-- held when the source stamped it.
{%- set dimensions = {
    'dim_user': {'snapshot': 'snap_users', 'key': 'user_id', 'attributes': [
        'first_name', 'last_name', 'email', 'country_code', 'favorite_color',
        'is_deleted', 'created_at', 'deleted_at',
    ]},
    'dim_content': {
        'snapshot': 'snap_contents', 'key': 'content_id', 'attributes': [
            'series_id', 'title', 'content_type', 'season', 'episode',
            'provider', 'genre', 'release_year', 'content_language',
            'duration_minutes', 'is_deleted', 'created_at', 'deleted_at',
        ],
    },
} %}

{% for dimension, its in dimensions.items() -%}
select
    '{{ its.snapshot }}' as seen_by,
    seen.{{ its.key }} as durable_key,
    seen.updated_at,
    versions.valid_from

from {{ ref(its.snapshot) }} as seen
left join {{ ref(dimension) }} as versions
    on
        seen.{{ its.key }} = versions.{{ its.key }}
        and seen.updated_at >= versions.valid_from
        and seen.updated_at < versions.valid_to
where
    versions.{{ its.key }} is null
    {%- for attribute in its.attributes %}
    or seen.{{ attribute }} is distinct from versions.{{ attribute }}
    {%- endfor %}
{{ 'union all' if not loop.last }}
{% endfor %}
