-- What an outrigger says of a value is what the value set says, for every one.
{%- set outriggers = {
    'dim_country': {'seed': 'countries', 'columns': {
        'country_code': 'country_code',
        'country_name': 'country_name',
        'continent': 'continent',
        'subcontinent': 'subcontinent',
        'currency': 'currency',
        'main_language': '"language"',
    }},
    'dim_genre': {'seed': 'genres', 'columns': {'genre': 'genre'}},
    'dim_provider': {'seed': 'providers', 'columns': {
        'provider': 'provider',
        'service': 'service',
        'is_own': 'service is null',
    }},
    'dim_service': {'seed': 'services', 'columns': {'service': 'service'}},
} %}

{% for outrigger, its in outriggers.items() -%}
select
    '{{ outrigger }}' as outrigger,
    {{ its.columns | first }} as value

from (
    select
        {{ its.columns | join(',\n        ') }},
        1 as sign

    from {{ ref(outrigger) }}
    union all
    select
        {%- for column, expression in its.columns.items() %}
        {{ expression }} as {{ column }},
        {%- endfor %}
        -1 as sign

    from {{ ref(its.seed) }}
)
group by {{ its.columns | join(', ') }}
having sum(sign) <> 0
{{ 'union all' if not loop.last }}
{% endfor %}
