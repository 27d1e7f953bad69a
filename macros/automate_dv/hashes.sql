{#- The hash of columns as AutomateDV makes it, as bytes: of their text, without blanks around
it and with a mark for null. A key of which every part is null is null; a hashdiff takes its
columns in the order of the alphabet and never is. `found` are the columns of the source. -#}
{% macro vault_hash(columns, found, is_hashdiff=false) -%}
    {%- if columns is string -%}
        {%- set text = vault_hashed_text(columns, found) -%}
    {%- else -%}
        {%- set null_mark = var('null_placeholder_string', '^^') -%}
        {%- set separator = var('concat_string', '||') -%}
        {%- set parts = [] -%}
        {%- for column in (columns | sort if is_hashdiff else columns) -%}
            {%- do parts.append(
                'coalesce(' ~ vault_hashed_text(column, found) ~ ", '" ~ null_mark ~ "')"
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
    {{ return('unhex(' ~ vault_algorithm().function ~ '(' ~ text ~ '))') }}
{%- endmacro %}


{% macro vault_hashed_text(column, found) -%}
    {%- set casing = var('hash_content_casing', 'upper') | lower -%}
    {%- if casing not in ['upper', 'disabled'] -%}
        {%- do vault_error('stage', "knows no hash_content_casing '" ~ casing ~ "'") -%}
    {%- endif -%}
    {%- set value = vault_expression(vault_quoted(column, found)) -%}
    {%- set text = 'trim(' ~ value ~ '::varchar)' -%}
    {{ return("nullif(" ~ ('upper(' ~ text ~ ')' if casing == 'upper' else text) ~ ", '')") }}
{%- endmacro %}


{#- What the var `hash` names: md5, sha1, or sha for sha256. -#}
{% macro vault_algorithm() -%}
    {%- set algorithms = {
        'md5': {'function': 'md5', 'bytes': 16},
        'sha1': {'function': 'sha1', 'bytes': 20},
        'sha': {'function': 'sha256', 'bytes': 32},
    } -%}
    {%- set name = var('hash', 'md5') | lower -%}
    {%- if name not in algorithms -%}
        {%- do vault_error('stage', "knows no hash '" ~ name ~ "', only md5, sha1 and sha") -%}
    {%- endif -%}
    {{ return(algorithms[name]) }}
{%- endmacro %}


{#- A column or an expression; a leading ! makes it a text. -#}
{% macro vault_expression(column) -%}
    {{ return("'" ~ column[1:] ~ "'" if column[:1] == '!' else column) }}
{%- endmacro %}
