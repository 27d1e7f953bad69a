{#- How the table macros read their arguments. AutomateDV's entry points hand on what was left
out as undefined, a stand-in's as none; a column is a name, or a mapping of source_column and
alias. -#}

{% macro is_given(argument) -%}
    {{ return(argument is defined and argument is not none and argument | length > 0) }}
{%- endmacro %}


{#- One item or a list of them, as a list. -#}
{% macro as_list(argument) -%}
    {%- if not automate_dv_duckdb.is_given(argument) -%}
        {{ return([]) }}
    {%- elif argument is string or argument is mapping -%}
        {{ return([argument]) }}
    {%- endif -%}
    {{ return(argument | list) }}
{%- endmacro %}


{#- Every column that these arguments name, once, in order, as mappings of `source` (its name
in the stage) and `name` (in the vault). -#}
{% macro columns_of(arguments) -%}
    {%- set columns = [] -%}
    {%- set seen = [] -%}
    {%- for argument in arguments -%}
        {%- for column in automate_dv_duckdb.as_list(argument) -%}
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
{% macro names_of(arguments) -%}
    {{ return(automate_dv_duckdb.columns_of(arguments) | map(attribute='name') | list) }}
{%- endmacro %}


{#- The one column that an argument names. -#}
{% macro name_of(argument) -%}
    {{ return(automate_dv_duckdb.names_of([argument])[0]) }}
{%- endmacro %}


{#- The name in quotes if a source has such a column, since that may be any text. -#}
{% macro quoted_if_found(name, found) -%}
    {{ return('"' ~ name ~ '"' if name | lower in found | map('lower') else name) }}
{%- endmacro %}


{#- The select list that takes these columns from a stage. -#}
{% macro select_list(columns, indent=8) -%}
    {%- for column in columns -%}
        {{ column.source }}{{ ' as ' ~ column.name if column.name != column.source }}
        {{- ',\n' ~ ' ' * indent if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- The names, one a line, of one relation if it is given. -#}
{% macro name_list(names, of=none, indent=8) -%}
    {%- for name in names -%}
        {{ of ~ '.' if of }}{{ name }}{{ ',\n' ~ ' ' * indent if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- That the names are equal in two relations. -#}
{% macro all_equal(names, left, right) -%}
    {%- for name in names -%}
        {{ left }}.{{ name }} = {{ right }}.{{ name }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
