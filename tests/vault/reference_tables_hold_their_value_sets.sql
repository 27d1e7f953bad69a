-- What a reference table says of a value is what the value set says.
{%- set references = {
    'ref_country': ['countries', [
        'country_code', 'country_name', 'continent', 'subcontinent',
        'currency', '"language"',
    ]],
    'ref_genre': ['genres', ['genre']],
    'ref_plan': ['plans', [
        'plan', 'plan_rank', 'max_quality', 'monthly_price_usd',
        'yearly_price_usd',
    ]],
    'ref_provider': ['providers', ['provider', 'service']],
    'ref_service': ['services', ['service']],
} %}

{% for reference, (seed, columns) in references.items() -%}
select
    '{{ reference }}' as reference,
    {{ columns[0] }} as value

from (
    {%- for table in [reference, seed] %}
    select
        {{ columns | join(',\n        ') }},
        {{ '' if loop.first else '-' }}1 as sign

    from {{ ref(table) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
)
group by {{ columns | join(', ') }}
having sum(sign) <> 0
{{ 'union all' if not loop.last }}
{% endfor %}
