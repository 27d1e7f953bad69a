{#- What hubs and links share: the keys that are not there yet, each with the row that brought
it first. `complete` names the columns beside the key that may not be null. -#}
{% macro first_arrivals(
    macro, src_pk, others, complete, src_ldts, src_source, source_model
) -%}
    {%- set keys = automate_dv_duckdb.columns_of([src_pk]) -%}
    {%- set columns = automate_dv_duckdb.columns_of([src_pk] + others + [src_ldts, src_source]) -%}
    {%- set key_names = automate_dv_duckdb.names_of([src_pk]) -%}
    {%- set first = automate_dv_duckdb.names_of([src_ldts, src_source] + others) -%}
    {%- set is_further = automate_dv_duckdb.is_further_load() -%}
    {%- for model in automate_dv_duckdb.as_list(source_model) -%}
        {%- do automate_dv_duckdb.require_columns(macro, model, columns) -%}
    {%- endfor %}
with

arrivals as (
    {%- for model in automate_dv_duckdb.as_list(source_model) %}

    select
        {{ automate_dv_duckdb.select_list(columns) }}

    from {{ ref(model) }}
    where
        {{ automate_dv_duckdb.is_in_load(keys + automate_dv_duckdb.columns_of(complete)) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)
{%- if is_further %},

new_keys as (

    select arrivals.*
    from arrivals
    anti join {{ automate_dv_duckdb.compared_part('arrivals', src_ldts) }} as known
        on {{ automate_dv_duckdb.all_equal(key_names, 'arrivals', 'known') }}

)
{%- endif %}

select
    {{ automate_dv_duckdb.name_list(columns | map(attribute='name'), indent=4) }}

from {{ 'new_keys' if is_further else 'arrivals' }}
qualify row_number() over (
    partition by {{ key_names | join(', ') }}
    order by {{ first | join(', ') }}
) = 1
{%- endmacro %}
