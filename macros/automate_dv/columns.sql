{#- How the table macros read their arguments. AutomateDV's entry points hand on what was left
out as undefined, a stand-in's as none; a column is a name, or a mapping of source_column and
alias. -#}

{% macro vault_given(argument) -%}
    {{ return(argument is defined and argument is not none and argument | length > 0) }}
{%- endmacro %}


{#- One item or a list of them, as a list. -#}
{% macro vault_list(argument) -%}
    {%- if not vault_given(argument) -%}
        {{ return([]) }}
    {%- elif argument is string or argument is mapping -%}
        {{ return([argument]) }}
    {%- endif -%}
    {{ return(argument | list) }}
{%- endmacro %}


{#- Every column that these arguments name, once, in order, as mappings of `source` (its name
in the stage) and `name` (in the vault). -#}
{% macro vault_columns(arguments) -%}
    {%- set columns = [] -%}
    {%- set seen = [] -%}
    {%- for argument in arguments -%}
        {%- for column in vault_list(argument) -%}
            {%- set source = (column.source_column if column is mapping else column) | trim -%}
            {%- set name = (column.alias if column is mapping else column) | trim -%}
            {%- if name | lower not in seen -%}
                {%- do seen.append(name | lower) -%}
                {%- do columns.append({'source': source, 'name': name}) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}


{#- Their names in the vault. -#}
{% macro vault_names(arguments) -%}
    {{ return(vault_columns(arguments) | map(attribute='name') | list) }}
{%- endmacro %}


{#- The one column that an argument names. -#}
{% macro vault_name(argument) -%}
    {{ return(vault_names([argument])[0]) }}
{%- endmacro %}


{#- The name in quotes if a source has such a column, since that may be any text. -#}
{% macro vault_quoted(name, found) -%}
    {{ return('"' ~ name ~ '"' if name | lower in found | map('lower') else name) }}
{%- endmacro %}


{#- The select list that takes these columns from a stage. -#}
{% macro vault_select(columns, indent=8) -%}
    {%- for column in columns -%}
        {{ column.source }}{{ ' as ' ~ column.name if column.name != column.source }}
        {{- ',\n' ~ ' ' * indent if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- The names, one a line, of one relation if it is given. -#}
{% macro vault_each(names, of=none, indent=8) -%}
    {%- for name in names -%}
        {{ of ~ '.' if of }}{{ name }}{{ ',\n' ~ ' ' * indent if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- That the names are equal in two relations. -#}
{% macro vault_same(names, left, right) -%}
    {%- for name in names -%}
        {{ left }}.{{ name }} = {{ right }}.{{ name }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- That none of the columns is null. -#}
{% macro vault_complete(columns) -%}
    {%- for column in columns -%}
        {{ column.source }} is not null{{ '\n        and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- A value of the model's `meta`, or else of its config. -#}
{% macro vault_meta(key, default=none) -%}
    {{ return((config.get('meta') or {}).get(key, config.get(key, default))) }}
{%- endmacro %}


{#- The rows of the model's own table that a load is compared with: all, or with the meta
`compare_days`, a number or the name of a parameter, those from so many days before the load's
first row on. -#}
{% macro vault_compared(load, src_ldts) -%}
    {%- set days = vault_meta('compare_days') -%}
    {%- if days is none -%}
        {{ this }}
    {%- else -%}
        {%- set days = parameter(days) if days is string else days -%}
        {%- set ldts = vault_name(src_ldts) -%}
        (
            select * from {{ this }}
            where {{ ldts }} >= (
                select min({{ ldts }}) - interval {{ days }} day from {{ load }}
            )
        )
    {%- endif -%}
{%- endmacro %}
