{#- With the var `automate_dv_sql`, a table macro gives AutomateDV's own SQL in place of ours:
that is how the two are held against each other. -#}
{% macro uses_own_sql() -%}
    {{ return(var('automate_dv_sql', false)) }}
{%- endmacro %}


{#- The package's own macro, to be called with the same arguments. -#}
{% macro own_macro(macro) -%}
    {%- set own = automate_dv['default__' ~ macro] -%}
    {%- if own is not defined -%}
        {%- do automate_dv_duckdb.raise_error(
            macro,
            'can\'t give AutomateDV\'s own SQL (automate_dv_sql): the package automate_dv'
            ~ ' is not installed, only its stand-in'
        ) -%}
    {%- endif -%}
    {{ return(own) }}
{%- endmacro %}
