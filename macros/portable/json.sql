{#-
    The text of a JSON object with these fields, mappings of names to expressions; a field
    that is null is left out. Texts are escaped; `quoted` are texts that need no escapes, such
    as keys; `plain` are JSON already, such as numbers, flags and objects.
-#}
{% macro json_object(texts={}, quoted={}, plain={}) -%}
    '{' || {{ json_fields(texts, quoted, plain) }} || '}'
{%- endmacro %}


{#- The same fields without the braces, to be put beside others. -#}
{% macro json_fields(texts={}, quoted={}, plain={}) -%}
    {{ return(adapter.dispatch('json_fields')(texts, quoted, plain)) }}
{%- endmacro %}

{% macro duckdb__json_fields(texts, quoted, plain) -%}
    {%- set fields = [] -%}
    {%- for name, value in quoted.items() -%}
        {%- do fields.append("'\"" ~ name ~ "\":\"' || " ~ value ~ " || '\"'") -%}
    {%- endfor -%}
    {%- for name, value in texts.items() -%}
        {%- do fields.append("'\"" ~ name ~ "\":' || json_quote(" ~ value ~ ")") -%}
    {%- endfor -%}
    {%- for name, value in plain.items() -%}
        {%- do fields.append("'\"" ~ name ~ "\":' || " ~ value) -%}
    {%- endfor -%}
    concat_ws(
        ',',
        {{ fields | join(',\n        ') }}
    )
{%- endmacro %}


{#- An instant in UTC as ISO 8601, such as 2025-01-01T20:15:00Z. -#}
{% macro iso_instant(instant) -%}
    {{ return(adapter.dispatch('iso_instant')(instant)) }}
{%- endmacro %}

{% macro duckdb__iso_instant(instant) -%}
    strftime({{ instant }}, '%Y-%m-%dT%H:%M:%SZ')
{%- endmacro %}


{#- How many bytes a text takes in UTF-8. -#}
{% macro bytes_of(text) -%}
    {{ return(adapter.dispatch('bytes_of')(text)) }}
{%- endmacro %}

{% macro duckdb__bytes_of(text) -%}
    strlen({{ text }})::integer
{%- endmacro %}
