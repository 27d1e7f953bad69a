-- No fact points at a version that says deleted if the deletion came later.
{%- set dimensions_of = {
    'fct_events': {
        'user_version_key': 'dim_user',
        'content_version_key': 'dim_content',
    },
    'fct_recommendations': {
        'user_version_key': 'dim_user',
        'content_version_key': 'dim_content',
    },
} %}

{% for fact, dimensions in dimensions_of.items() -%}
{%- for version_key, dimension in dimensions.items() -%}
select
    '{{ fact }}' as fact,
    '{{ dimension }}' as dimension,
    facts.{{ version_key }} as version_key,
    facts.event_at,
    versions.deleted_at

from {{ ref(fact) }} as facts
inner join {{ ref(dimension) }} as versions
    on facts.{{ version_key }} = versions.{{ version_key }}
where
    facts.viewing_date >= {{ tested_from() }}
    and versions.is_deleted
    and facts.event_at < versions.deleted_at
{{ 'union all' if not loop.last }}
{% endfor -%}
{{ 'union all' if not loop.last }}
{% endfor -%}
