{#- The key made of these fields: md5 over their text, with a separator and a mark for null, as 16 bytes. -#}
{% macro hash_key(fields) -%}
    {{ return(adapter.dispatch('hash_key')(fields)) }}
{%- endmacro %}

{% macro duckdb__hash_key(fields) -%}
    md5(concat_ws(
        '|',
        {%- for field in fields %}
        coalesce({{ field }}::varchar, '^'){{ ',' if not loop.last }}
        {%- endfor %}
    ))::uuid
{%- endmacro %}
