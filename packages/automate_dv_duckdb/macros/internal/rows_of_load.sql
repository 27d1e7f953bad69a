{#- The rows of a load, from one stage or several: the body of the CTE with which each table
begins. A row counts if it has all columns that `complete` names. -#}
{% macro rows_of_load(macro, source_model, columns, complete, distinct=false) -%}
    {%- set models = automate_dv_duckdb.as_list(source_model) -%}
    {%- for model in models -%}
        {%- do automate_dv_duckdb.require_columns(macro, model, columns) -%}
    {%- endfor -%}
    {%- for model in models -%}
select{{ ' distinct' if distinct }}
    {{ automate_dv_duckdb.select_list(columns, indent=4) }}

from {{ ref(model) }}
where
    {{ automate_dv_duckdb.is_in_load(automate_dv_duckdb.columns_of(complete)) }}
    {%- if not loop.last %}

union all

{% endif -%}
    {%- endfor -%}
{%- endmacro %}
