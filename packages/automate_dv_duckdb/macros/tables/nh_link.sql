{#- The transactions that are new, each as it first arrived; what arrives later under the same
key is left out. -#}
{% macro duckdb__nh_link(
    src_pk, src_fk, src_payload, src_extra_columns, src_eff, src_ldts, src_source, source_model
) -%}
    {%- do automate_dv_duckdb.require('nh_link', {
        'src_pk': src_pk, 'src_fk': src_fk, 'src_eff': src_eff, 'src_ldts': src_ldts,
        'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('nh_link')(
            src_pk=src_pk, src_fk=src_fk, src_payload=src_payload,
            src_extra_columns=src_extra_columns, src_eff=src_eff, src_ldts=src_ldts,
            src_source=src_source, source_model=source_model
        )) }}
    {%- endif -%}
    {%- set columns = automate_dv_duckdb.columns_of(
        [src_pk, src_fk, src_payload, src_extra_columns, src_eff, src_ldts, src_source]
    ) -%}
    {%- set key_names = automate_dv_duckdb.names_of([src_pk]) -%}
    {%- set ldts = automate_dv_duckdb.name_of(src_ldts) -%}
    {%- set is_further = automate_dv_duckdb.is_further_load() -%}
    {%- set source = 'new_keys' if is_further else 'arrivals' %}
with

arrivals as (

    {{ automate_dv_duckdb.rows_of_load(
        'nh_link', source_model, columns, [src_pk, src_fk]
    ) | indent(4) }}

)
{%- if is_further %},

new_keys as (

    select arrivals.*
    from arrivals
    anti join {{ automate_dv_duckdb.compared_part('arrivals', src_ldts) }} as known
        on {{ automate_dv_duckdb.all_equal(key_names, 'arrivals', 'known') }}

)
{%- endif %},

first_arrivals as (

    select
        {{ automate_dv_duckdb.name_list(key_names) }},
        min({{ ldts }}) as {{ ldts }}

    from {{ source }}
    group by all

)

select distinct
    {{ automate_dv_duckdb.name_list(columns | map(attribute='name'), source, 4) }}

from {{ source }}
semi join first_arrivals
    on {{ automate_dv_duckdb.all_equal(key_names + [ldts], source, 'first_arrivals') }}
{%- endmacro %}
