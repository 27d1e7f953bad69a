{#-
    The body of a test of rows: the rules that some rows break, and the keys that lead
    nowhere, each with the number of rows. `keys` says of a column where it leads, as
    `model.column`; null passes, and so do rows with `but_for` in the column. For the columns
    in `arrives_with_it`, parents are looked for among those of the same days as the rows.
-#}
{% macro broken_rules(model, rules, keys={}, arrives_with_it=[], but_for=none) %}
{%- if rules -%}
with

counted as (

    select
        {%- for rule in rules %}
        count(*) filter (where not ({{ rule }})) as rule_{{ loop.index }}
        {{- ',' if not loop.last }}
        {%- endfor %}

    from {{ model }}

)
{% for rule in rules %}
select
    '{{ rule | replace("'", "''") }}' as rule,
    rule_{{ loop.index }} as rows_against_it

from counted
where rule_{{ loop.index }} > 0
{{ 'union all' if keys or not loop.last }}
{%- endfor %}
{%- endif %}
{%- for column, target in keys.items() %}
{%- set parent, parent_key = target.split('.') %}
{%- set parents = ref(parent) %}
select
    '{{ column }} ' || children.{{ column }}::varchar
    || ' leads to {{ target }}' as rule,
    count(*) as rows_against_it

from (select {{ column }} from {{ model }}) as children
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
