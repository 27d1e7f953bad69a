{#-
    Hash keys that lead nowhere, by column, with the number of rows that hold them. `keys`
    says of each column where it leads, as `model.column`. Null passes, and so does the key of
    the ghost record, all zeros. For the columns in `arrives_with_it`, parents are looked for
    among those of the same days as the rows: a hub that grows with the events is large.
-#}
{% test has_parents(model, keys, arrives_with_it=[]) %}

with

children as (

    select
        {{ keys | join(',\n        ') }}

    from {{ model }}

)
{% for column, target in keys.items() %}
{%- set parent, parent_column = target.split('.') %}
{%- set parents = ref(parent) %}
select
    '{{ column }}' as column_name,
    hex(children.{{ column }}) as missing_key,
    count(*) as rows_with_it

from children
anti join (
    select {{ parent_column }} as parent_key
    from {{ get_where_subquery(parents) if column in arrives_with_it else parents }}
) as parents
    on children.{{ column }} = parents.parent_key
where
    children.{{ column }} is not null
    and children.{{ column }} <> unhex('{{ '00' * 16 }}')
group by all
{{ 'union all' if not loop.last }}
{%- endfor %}

{% endtest %}
