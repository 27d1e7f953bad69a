{#- A map from a list of keys and a list of values of the same length. -#}
{% macro map_of_lists(keys, values) -%}
    {{ return(adapter.dispatch('map_of_lists')(keys, values)) }}
{%- endmacro %}

{% macro duckdb__map_of_lists(keys, values) -%}
    map({{ keys }}, {{ values }})
{%- endmacro %}

{% macro spark__map_of_lists(keys, values) -%}
    map_from_arrays({{ keys }}, {{ values }})
{%- endmacro %}
