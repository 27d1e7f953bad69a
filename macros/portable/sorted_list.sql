{#- A list as a set: each item once, in order; null counts as empty. -#}
{% macro sorted_list(column) -%}
    {{ return(adapter.dispatch('sorted_list')(column)) }}
{%- endmacro %}

{% macro duckdb__sorted_list(column) -%}
    list_sort(list_distinct(coalesce({{ column }}, [])))
{%- endmacro %}
