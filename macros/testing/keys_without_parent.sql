{#-
    The body of a test of keys: those that lead nowhere, by column, with the number of rows
    that hold them; null passes. `keys` says of each column where it leads, as `model.column`.
    For the columns in `arrives_with_it`, parents are looked for among those of the same days
    as the rows. Rows with `but_for` in the column pass.
-#}
{% macro keys_without_parent(model, keys, arrives_with_it=[], but_for=none) %}
with

children as (

    select
        {{ keys | join(',\n        ') }}

    from {{ model }}

)
{% for column, target in keys.items() %}
{%- set parent, parent_key = target.split('.') %}
{%- set parents = ref(parent) %}
select
    '{{ column }}' as column_name,
    children.{{ column }}::varchar as missing_key,
    count(*) as rows_with_it

from children
anti join (
    select {{ parent_key }} as parent_key
    from {{ get_where_subquery(parents) if column in arrives_with_it else parents }}
) as parents
    on children.{{ column }} = parents.parent_key
where
    children.{{ column }} is not null
    {%- if but_for %}
    and children.{{ column }} <> {{ but_for }}
    {%- endif %}
group by all
{{ 'union all' if not loop.last }}
{%- endfor %}
{% endmacro %}
