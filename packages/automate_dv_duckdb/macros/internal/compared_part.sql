{#- A value of the model's `meta`, or else of its config. -#}
{% macro setting(key, default=none) -%}
    {{ return((config.get('meta') or {}).get(key, config.get(key, default))) }}
{%- endmacro %}


{#- The rows of the model's own table that a load is compared with: all, or with the meta
`compare_days`, a number or the name of a var, those from so many days before the load's first
row on. -#}
{% macro compared_part(load, src_ldts) -%}
    {%- set days = automate_dv_duckdb.setting('compare_days') -%}
    {%- if days is none -%}
        {{ this }}
    {%- else -%}
        {%- set days = automate_dv_duckdb.named_days(days) if days is string else days -%}
        {%- set ldts = automate_dv_duckdb.name_of(src_ldts) -%}
        (
            select * from {{ this }}
            where {{ ldts }} >= (
                select min({{ ldts }}) - interval {{ days }} day from {{ load }}
            )
        )
    {%- endif -%}
{%- endmacro %}


{#- The number of days that a name stands for: that of a var, or what a project says in a macro
`default__named_days` of its own. -#}
{% macro named_days(name) -%}
    {{ return(adapter.dispatch('named_days', 'automate_dv_duckdb')(name)) }}
{%- endmacro %}


{% macro default__named_days(name) -%}
    {{ return(var(name)) }}
{%- endmacro %}
