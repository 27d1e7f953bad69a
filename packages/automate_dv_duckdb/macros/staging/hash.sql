{#- The hash of columns as AutomateDV makes it, as bytes: of their text, without blanks around
it and with a mark for null. A key of which every part is null is null; a hashdiff takes its
columns in the order of the alphabet and never is. `found` are the columns of the source. -#}
{% macro hash(columns, found, is_hashdiff=false) -%}
    {%- if columns is string -%}
        {%- set text = automate_dv_duckdb.hashed_text(columns, found) -%}
    {%- else -%}
        {%- set null_mark = var('null_placeholder_string', '^^') -%}
        {%- set separator = var('concat_string', '||') -%}
        {%- set parts = [] -%}
        {%- for column in (columns | sort if is_hashdiff else columns) -%}
            {%- do parts.append(
                'coalesce(' ~ automate_dv_duckdb.hashed_text(column, found)
                ~ ", '" ~ null_mark ~ "')"
            ) -%}
        {%- endfor -%}
        {%- set text = parts[0] -%}
        {%- if parts | length > 1 -%}
            {%- set text = "concat_ws('" ~ separator ~ "', " ~ parts | join(', ') ~ ')' -%}
        {%- endif -%}
        {%- if not is_hashdiff -%}
            {%- set nothing = ([null_mark] * parts | length) | join(separator) -%}
            {%- set text = 'nullif(' ~ text ~ ", '" ~ nothing ~ "')" -%}
        {%- endif -%}
    {%- endif -%}
    {{ return('unhex(' ~ automate_dv_duckdb.hash_algorithm().function ~ '(' ~ text ~ '))') }}
{%- endmacro %}


{% macro hashed_text(column, found) -%}
    {%- set casing = var('hash_content_casing', 'upper') | lower -%}
    {%- if casing not in ['upper', 'disabled'] -%}
        {%- do automate_dv_duckdb.raise_error(
            'stage', "knows no hash_content_casing '" ~ casing ~ "'"
        ) -%}
    {%- endif -%}
    {%- set value = automate_dv_duckdb.expression(
        automate_dv_duckdb.quoted_if_found(column, found)
    ) -%}
    {%- set text = 'trim(' ~ value ~ '::varchar)' -%}
    {{ return("nullif(" ~ ('upper(' ~ text ~ ')' if casing == 'upper' else text) ~ ", '')") }}
{%- endmacro %}


{#- What the var `hash` names: md5, sha1, or sha for sha256. -#}
{% macro hash_algorithm() -%}
    {%- set algorithms = {
        'md5': {'function': 'md5', 'bytes': 16},
        'sha1': {'function': 'sha1', 'bytes': 20},
        'sha': {'function': 'sha256', 'bytes': 32},
    } -%}
    {%- set name = var('hash', 'md5') | lower -%}
    {%- if name not in algorithms -%}
        {%- do automate_dv_duckdb.raise_error(
            'stage', "knows no hash '" ~ name ~ "', only md5, sha1 and sha"
        ) -%}
    {%- endif -%}
    {{ return(algorithms[name]) }}
{%- endmacro %}


{#- A column or an expression; a leading ! makes it a text. -#}
{% macro expression(column) -%}
    {{ return("'" ~ column[1:] ~ "'" if column[:1] == '!' else column) }}
{%- endmacro %}
