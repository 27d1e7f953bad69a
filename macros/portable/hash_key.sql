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

{#- Spark has no type for it: the key is text as DuckDB's type writes it. -#}
{% macro spark__hash_key(fields) -%}
    regexp_replace(
        md5(concat_ws(
            '|',
            {%- for field in fields %}
            coalesce({{ field }}::varchar, '^'){{ ',' if not loop.last }}
            {%- endfor %}
        )),
        '(.{8})(.{4})(.{4})(.{4})(.{12})',
        '$1-$2-$3-$4-$5'
    )
{%- endmacro %}
