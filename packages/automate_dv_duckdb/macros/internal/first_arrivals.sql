{#- What hubs and links share: the keys that are not there yet, each with the row that brought
it first. `complete` names the columns beside the key that may not be null. -#}
{% macro first_arrivals(
    macro, src_pk, others, complete, src_ldts, src_source, source_model
) -%}
    {%- set columns = automate_dv_duckdb.columns_of([src_pk] + others + [src_ldts, src_source]) -%}
    {%- set key_names = automate_dv_duckdb.names_of([src_pk]) -%}
    {%- set first = automate_dv_duckdb.names_of([src_ldts, src_source] + others) -%}
    {%- set is_further = automate_dv_duckdb.is_further_load() %}
with

arrivals as (

    {{ automate_dv_duckdb.rows_of_load(
        macro, source_model, columns, [src_pk] + complete
    ) | indent(4) }}

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
