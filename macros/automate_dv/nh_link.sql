{#- The transactions that are new, each as it first arrived; what arrives later under the same
key is left out. -#}
{% macro duckdb__nh_link(
    src_pk, src_fk, src_payload, src_extra_columns, src_eff, src_ldts, src_source, source_model
) -%}
    {%- do vault_require('nh_link', {
        'src_pk': src_pk, 'src_fk': src_fk, 'src_eff': src_eff, 'src_ldts': src_ldts,
        'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if vault_own_sql() -%}
        {{ return(vault_own('nh_link')(
            src_pk=src_pk, src_fk=src_fk, src_payload=src_payload,
            src_extra_columns=src_extra_columns, src_eff=src_eff, src_ldts=src_ldts,
            src_source=src_source, source_model=source_model
        )) }}
    {%- endif -%}
    {%- set columns = vault_columns(
        [src_pk, src_fk, src_payload, src_extra_columns, src_eff, src_ldts, src_source]
    ) -%}
    {%- set key_names = vault_names([src_pk]) -%}
    {%- set ldts = vault_name(src_ldts) -%}
    {%- set source = 'new_keys' if is_incremental() else 'arrivals' -%}
    {%- do vault_require_columns('nh_link', source_model, columns) %}
with

arrivals as (

    select
        {{ vault_select(columns) }}

    from {{ ref(source_model) }}
    where
        {{ vault_complete(vault_columns([src_pk, src_fk])) }}

)
{%- if is_incremental() %},

new_keys as (

    select arrivals.*
    from arrivals
    anti join {{ vault_compared('arrivals', src_ldts) }} as known
        on {{ vault_same(key_names, 'arrivals', 'known') }}

)
{%- endif %},

first_arrivals as (

    select
        {{ vault_each(key_names) }},
        min({{ ldts }}) as {{ ldts }}

    from {{ source }}
    group by all

)

select distinct
    {{ vault_each(columns | map(attribute='name'), source, 4) }}

from {{ source }}
semi join first_arrivals
    on {{ vault_same(key_names + [ldts], source, 'first_arrivals') }}
{%- endmacro %}
