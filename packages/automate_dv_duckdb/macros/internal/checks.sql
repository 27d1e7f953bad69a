{#- Errors of use, named before the database meets them. -#}

{#- `arguments` is a mapping of the parameters that a macro can't do without. An empty list
passes: a payload that leaves columns out is empty while dbt parses. -#}
{% macro require(macro, arguments) -%}
    {%- set missing = [] -%}
    {%- for name, argument in arguments.items()
        if argument is not defined or argument is none or argument == ''
    -%}
        {%- do missing.append(name) -%}
    {%- endfor -%}
    {%- if missing -%}
        {%- do automate_dv_duckdb.raise_error(macro, 'needs ' ~ missing | join(', ')) -%}
    {%- endif -%}
{%- endmacro %}


{#- Names of columns that a relation does not have. What dbt can't look into, such as the
input of a unit test, has none to compare with. -#}
{% macro require_columns(macro, model, columns) -%}
    {%- set found = automate_dv_duckdb.source_columns(model) | map(attribute='name')
        | map('lower') | list -%}
    {%- set missing = [] -%}
    {%- for column in columns if found and column.source | lower | replace('"', '') not in found -%}
        {%- do missing.append(column.source) -%}
    {%- endfor -%}
    {%- if missing -%}
        {%- do automate_dv_duckdb.raise_error(
            macro, 'finds no column ' ~ missing | join(', ') ~ ' in ' ~ model
        ) -%}
    {%- endif -%}
{%- endmacro %}


{% macro raise_error(macro, what) -%}
    {%- do exceptions.raise_compiler_error(
        'automate_dv.' ~ macro ~ ' in ' ~ this.identifier ~ ' ' ~ what
    ) -%}
{%- endmacro %}
