{#- The type of a struct with these fields, a mapping of names to types. -#}
{% macro struct_type(fields) -%}
    {{ return(adapter.dispatch('struct_type')(fields)) }}
{%- endmacro %}

{% macro duckdb__struct_type(fields) -%}
    struct({% for name, type in fields.items() %}{{ name }} {{ type }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}

{#- DuckDB's form is translated. -#}
{% macro spark__struct_type(fields) -%}
    {{ duckdb__struct_type(fields) }}
{%- endmacro %}
