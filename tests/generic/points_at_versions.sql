{#-
    Version keys that lead to no version of a dimension, to a version of another durable key,
    or to one that was not valid `at` the row's time. `keys` says of each where it leads, as
    `model.column`, and which column has the durable key, here and, if it has another name
    there, in the dimension. A row without a version key is one of them, unless the column is
    in `may_be_null` and there is no durable key either.

    In an increment, rows of all days count whose key has a change among those that arrived.
-#}
{% test points_at_versions(model, at, keys, may_be_null=[]) %}

with

tested as (

    select * from {{ model }}

)
{% for column, key in keys.items() %}
{%- set dimension, version_key = key['to'].split('.') %}
{%- set durable_key = key.get('its_durable_key', key['durable_key']) %}
{%- set subject = {
    'dim_user': 'user', 'dim_content': 'content', 'dim_post': 'post'
}.get(dimension) %}
select
    '{{ column }}' as column_name,
    facts.version_key::varchar as version_key,
    facts.durable_key::varchar as durable_key,
    facts.fact_at
from (
    select
        {{ column }} as version_key,
        {{ key['durable_key'] }} as durable_key,
        {{ at }} as fact_at
    from tested
    {%- if subject and looks_at_some_days() %}
    union
    select
        {{ column }} as version_key,
        {{ key['durable_key'] }} as durable_key,
        {{ at }} as fact_at
    from {{ tested_relation() }}
    where {{ key['durable_key'] }} in (
        {{ changed_in_open_days(subject, durable_key) | indent(8) }}
    )
    {%- endif %}
) as facts
left join {{ ref(dimension) }} as versions
    on
        facts.version_key = versions.{{ version_key }}
        and facts.durable_key = versions.{{ durable_key }}
        and facts.fact_at >= versions.valid_from
        and facts.fact_at < versions.valid_to
where
    versions.{{ version_key }} is null
    {%- if column in may_be_null %}
    and (facts.version_key is not null or facts.durable_key is not null)
    {%- endif %}
{{ 'union all' if not loop.last }}
{%- endfor %}

{% endtest %}
