{#- Hash of the fields as text, with a dash between and a placeholder for null. -#}
{% macro generate_surrogate_key(field_list) -%}
    {{ return(adapter.dispatch('generate_surrogate_key', 'dbt_utils')(field_list)) }}
{%- endmacro %}

{% macro default__generate_surrogate_key(field_list) -%}
    {%- set as_text = [] -%}
    {%- for name in field_list -%}
        {%- do as_text.append(
            "coalesce(" ~ dbt.cast(name, dbt.type_string())
            ~ ", '_dbt_utils_surrogate_key_null_')"
        ) -%}
    {%- endfor -%}
    {{ dbt.hash(as_text | join(" || '-' || ")) }}
{%- endmacro %}
