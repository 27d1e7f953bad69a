{#- The keys of reference data that are new; with load dates, each as it first arrived. -#}
{% macro duckdb__ref_table(src_pk, src_extra_columns, src_ldts, src_source, source_model) -%}
    {%- do vault_require('ref_table', {'src_pk': src_pk, 'source_model': source_model}) -%}
    {%- if vault_own_sql() -%}
        {{ return(vault_own('ref_table')(
            src_pk=src_pk, src_extra_columns=src_extra_columns, src_ldts=src_ldts,
            src_source=src_source, source_model=vault_list(source_model)
        )) }}
    {%- endif -%}
    {%- set columns = vault_columns([src_pk, src_extra_columns, src_ldts, src_source]) -%}
    {%- set key_names = vault_names([src_pk]) -%}
    {%- for model in vault_list(source_model) -%}
        {%- do vault_require_columns('ref_table', model, columns) -%}
    {%- endfor %}
with

arrivals as (
    {%- for model in vault_list(source_model) %}

    select
        {{ vault_select(columns) }}

    from {{ ref(model) }}
    where
        {{ vault_complete(vault_columns([src_pk])) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select distinct
    {{ vault_each(columns | map(attribute='name'), 'arrivals', 4) }}

from arrivals
{%- if is_incremental() %}
anti join {{ this }} as known
    on {{ vault_same(key_names, 'arrivals', 'known') }}
{%- endif %}
{%- if vault_given(src_ldts) %}
qualify rank() over (
    partition by {{ vault_each(key_names, 'arrivals', 8) }}
    order by arrivals.{{ vault_name(src_ldts) }}
) = 1
{%- endif %}
{%- endmacro %}
