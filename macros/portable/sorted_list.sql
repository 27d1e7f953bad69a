{#- A list of texts as a set: each once, without blanks around it, in order; null counts as empty. -#}
{% macro sorted_list(column) -%}
    {{ return(adapter.dispatch('sorted_list')(column)) }}
{%- endmacro %}

{% macro duckdb__sorted_list(column) -%}
    list_sort(list_distinct(list_transform(
        coalesce({{ column }}, []), lambda item: nullif(trim(item), '')
    )))
{%- endmacro %}

{% macro spark__sorted_list(column) -%}
    array_sort(array_distinct(array_compact(transform(
        coalesce({{ column }}, array()), item -> nullif(trim(item), '')
    ))))
{%- endmacro %}
