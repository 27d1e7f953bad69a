{#- How many items a list has. -#}
{% macro list_length(column) -%}
    {{ return(adapter.dispatch('list_length')(column)) }}
{%- endmacro %}

{% macro duckdb__list_length(column) -%}
    len({{ column }})::integer
{%- endmacro %}

{% macro spark__list_length(column) -%}
    array_size({{ column }})
{%- endmacro %}
