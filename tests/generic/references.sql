{#-
    Keys that lead nowhere, by column, with the number of rows that hold them; null passes.
    `keys` says of each column where it leads, as `model.column`.
-#}
{% test references(model, keys) %}

with

children as (

    select
        {{ keys | join(',\n        ') }}

    from {{ model }}

)
{% for column, target in keys.items() %}
{%- set parent, parent_column = target.split('.') %}
select
    '{{ column }}' as column_name,
    children.{{ column }}::varchar as missing_key,
    count(*) as rows_with_it

from children
anti join {{ ref(parent) }} as parents
    on children.{{ column }} = parents.{{ parent_column }}
where children.{{ column }} is not null
group by all
{{ 'union all' if not loop.last }}
{%- endfor %}

{% endtest %}
