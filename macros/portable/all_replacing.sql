{#- Every column of a relation, some with another value: a mapping of names to expressions. -#}
{% macro all_replacing(relation, values) -%}
    {{ return(adapter.dispatch('all_replacing')(relation, values)) }}
{%- endmacro %}

{% macro duckdb__all_replacing(relation, values) -%}
    {{ relation }}.* replace (
        {%- for name, expression in values.items() %}
        {{ expression }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
