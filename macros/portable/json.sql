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
    {%- set fields = [] -%}
    {%- for name, value in quoted.items() -%}
        {%- do fields.append("'\"" ~ name ~ "\":\"' || " ~ value ~ " || '\"'") -%}
    {%- endfor -%}
    {%- for name, value in texts.items() -%}
        {%- do fields.append(json_text_field(name, value)) -%}
    {%- endfor -%}
    {%- for name, value in plain.items() -%}
        {%- do fields.append("'\"" ~ name ~ "\":' || " ~ value) -%}
    {%- endfor -%}
    concat_ws(
        ',',
        {{ fields | join(',\n        ') }}
    )
{%- endmacro %}


{#- A field whose text is escaped; null if the text is. -#}
{% macro json_text_field(name, value) -%}
    {{ return(adapter.dispatch('json_text_field')(name, value)) }}
{%- endmacro %}

{% macro duckdb__json_text_field(name, value) -%}
    {{ return("'\"" ~ name ~ "\":' || json_quote(" ~ value ~ ")") }}
{%- endmacro %}

{#- As the one field of an object, whose braces are left out. -#}
{% macro spark__json_text_field(name, value) -%}
    {%- set object = "to_json(named_struct('" ~ name ~ "', " ~ value ~ "))" -%}
    {{ return("nullif(substring(" ~ object ~ ", 2, length(" ~ object ~ ") - 2), '')") }}
{%- endmacro %}


{#- An instant in UTC as ISO 8601, such as 2025-01-01T20:15:00Z. -#}
{% macro iso_instant(instant) -%}
    {{ return(adapter.dispatch('iso_instant')(instant)) }}
{%- endmacro %}

{% macro duckdb__iso_instant(instant) -%}
    strftime({{ instant }}, '%Y-%m-%dT%H:%M:%SZ')
{%- endmacro %}

{% macro spark__iso_instant(instant) -%}
    date_format({{ instant }}, 'yyyy-MM-dd''T''HH:mm:ss''Z''')
{%- endmacro %}


{#- How many bytes a text takes in UTF-8. -#}
{% macro bytes_of(text) -%}
    {{ return(adapter.dispatch('bytes_of')(text)) }}
{%- endmacro %}

{% macro duckdb__bytes_of(text) -%}
    strlen({{ text }})::integer
{%- endmacro %}

{% macro spark__bytes_of(text) -%}
    octet_length({{ text }})
{%- endmacro %}


{#- The fields of a JSON object that lies at a path such as $.traits, as a map of texts. -#}
{% macro json_map(json, path) -%}
    {{ return(adapter.dispatch('json_map')(json, path)) }}
{%- endmacro %}

{% macro duckdb__json_map(json, path) -%}
    json_transform(
        json_extract({{ json }}, '{{ path }}'), '"MAP(VARCHAR, VARCHAR)"'
    )
{%- endmacro %}

{% macro spark__json_map(json, path) -%}
    from_json(get_json_object({{ json }}, '{{ path }}'), 'map<string, string>')
{%- endmacro %}


{#- The text at a path of a JSON text; an object or a list as JSON. -#}
{% macro json_text(json, path) -%}
    {{ return(adapter.dispatch('json_text')(json, path)) }}
{%- endmacro %}

{% macro duckdb__json_text(json, path) -%}
    json_extract_string({{ json }}, '{{ path }}')
{%- endmacro %}

{% macro spark__json_text(json, path) -%}
    get_json_object({{ json }}, '{{ path }}')
{%- endmacro %}
