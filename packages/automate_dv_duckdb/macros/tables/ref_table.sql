{#- The keys of reference data that are new; with load dates, each as it first arrived. -#}
{% macro duckdb__ref_table(src_pk, src_extra_columns, src_ldts, src_source, source_model) -%}
    {%- do automate_dv_duckdb.require('ref_table', {
        'src_pk': src_pk, 'source_model': source_model,
    }) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('ref_table')(
            src_pk=src_pk, src_extra_columns=src_extra_columns, src_ldts=src_ldts,
            src_source=src_source, source_model=automate_dv_duckdb.as_list(source_model)
        )) }}
    {%- endif -%}
    {%- set columns = automate_dv_duckdb.columns_of(
        [src_pk, src_extra_columns, src_ldts, src_source]
    ) -%}
    {%- set key_names = automate_dv_duckdb.names_of([src_pk]) -%}
    {%- set is_further = automate_dv_duckdb.is_further_load() %}
with

arrivals as (

    {{ automate_dv_duckdb.rows_of_load(
        'ref_table', source_model, columns, [src_pk]
    ) | indent(4) }}

)

select distinct
    {{ automate_dv_duckdb.name_list(columns | map(attribute='name'), 'arrivals', 4) }}

from arrivals
{%- if is_further %}
anti join {{ this }} as known
    on {{ automate_dv_duckdb.all_equal(key_names, 'arrivals', 'known') }}
{%- endif %}
{%- if automate_dv_duckdb.is_given(src_ldts) %}
qualify rank() over (
    partition by {{ automate_dv_duckdb.name_list(key_names, 'arrivals', 8) }}
    order by arrivals.{{ automate_dv_duckdb.name_of(src_ldts) }}
) = 1
{%- endif %}
{%- endmacro %}
