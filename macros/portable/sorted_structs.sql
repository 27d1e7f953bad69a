{#- The structs of a group with these fields, a mapping of names to expressions, as a list in order. -#}
{% macro sorted_structs(fields, by) -%}
    {{ return(adapter.dispatch('sorted_structs')(fields, by)) }}
{%- endmacro %}

{% macro duckdb__sorted_structs(fields, by) -%}
    list(
        {{ struct_of(fields) }}
        order by {{ by }}
    )
{%- endmacro %}

{#- DuckDB's form is translated. -#}
{% macro spark__sorted_structs(fields, by) -%}
    {{ duckdb__sorted_structs(fields, by) }}
{%- endmacro %}
