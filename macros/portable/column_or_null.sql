{#- A column, or typed nulls while the table is too old to have it. -#}
{% macro column_or_null(relation, column, type) -%}
    {%- set names = (
        adapter.get_columns_in_relation(relation) | map(attribute='name') | list
        if execute else []
    ) -%}
    {{ return(column if column in names else 'null::' ~ type) }}
{%- endmacro %}
