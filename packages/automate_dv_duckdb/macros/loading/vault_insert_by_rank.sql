{#- Loads a table one rank after the other, from the first load on. Config, or meta:
`rank_column`, and `rank_source_models`, or else every model that this one reads, which say what
ranks there are. -#}
{% materialization vault_insert_by_rank, adapter='duckdb' -%}

    {%- set field = automate_dv_duckdb.setting('rank_column') -%}
    {%- do automate_dv_duckdb.require('vault_insert_by_rank', {'rank_column': field}) -%}
    {%- set ranks = automate_dv_duckdb.distinct_values(
        'rank_source_models', field, field ~ '::bigint', field ~ ' is not null'
    ) -%}

    {%- set parts = [] -%}
    {%- for rank in ranks -%}
        {%- do parts.append({'name': 'rank ' ~ rank, 'filter': field ~ ' = ' ~ rank}) -%}
    {%- endfor -%}
    {{ return(automate_dv_duckdb.load_in_parts('__RANK_FILTER__', parts)) }}

{%- endmaterialization %}
