{#- The states that differ from the one before, in the order of their arrival; what arrives no
later than the last state of its key is left out. -#}
{% macro duckdb__sat(
    src_pk, src_hashdiff, src_payload, src_extra_columns, src_eff, src_ldts, src_source,
    source_model
) -%}
    {%- do automate_dv_duckdb.require('sat', {
        'src_pk': src_pk, 'src_hashdiff': src_hashdiff, 'src_payload': src_payload,
        'src_ldts': src_ldts, 'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- set src_payload = automate_dv_duckdb.payload_of('sat', src_payload, source_model, [
        src_pk, src_hashdiff, src_extra_columns, src_eff, src_ldts, src_source,
    ]) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('sat')(
            src_pk=src_pk, src_hashdiff=src_hashdiff, src_payload=src_payload,
            src_extra_columns=src_extra_columns, src_eff=src_eff, src_ldts=src_ldts,
            src_source=src_source, source_model=source_model
        )) }}
    {%- endif -%}
    {%- set payload = automate_dv_duckdb.payload_without_hashdiff(src_payload, src_hashdiff) -%}
    {%- set columns = automate_dv_duckdb.columns_of([
        src_pk, src_hashdiff, payload, src_extra_columns, src_eff, src_ldts, src_source,
    ]) -%}
    {%- set key_names = automate_dv_duckdb.names_of([src_pk]) -%}
    {%- set is_further = automate_dv_duckdb.is_further_load() -%}
    {%- set hashdiff = automate_dv_duckdb.name_of(src_hashdiff) -%}
    {%- set ldts = automate_dv_duckdb.name_of(src_ldts) %}
with

arrivals as (

    {{ automate_dv_duckdb.rows_of_load(
        'sat', source_model, columns, [src_pk, src_hashdiff]
    ) | indent(4) }}

),
{%- if is_further %}

latest as (

    select
        {{ automate_dv_duckdb.name_list(key_names, 'known') }},
        max(known.{{ ldts }}) as {{ ldts }},
        arg_max(known.{{ hashdiff }}, known.{{ ldts }}) as {{ hashdiff }}

    from {{ automate_dv_duckdb.compared_part('arrivals', src_ldts) }} as known
    semi join arrivals on {{ automate_dv_duckdb.all_equal(key_names, 'known', 'arrivals') }}
    group by all

),
{%- endif %}

changes as (

    select arrivals.*
    from arrivals
    {%- if is_further %}
    left join latest on {{ automate_dv_duckdb.all_equal(key_names, 'arrivals', 'latest') }}
    where latest.{{ ldts }} is null or arrivals.{{ ldts }} > latest.{{ ldts }}
    {%- endif %}
    qualify arrivals.{{ hashdiff }} is distinct from lag(
        arrivals.{{ hashdiff }}{{ ', 1, latest.' ~ hashdiff if is_further }}
    ) over (
        partition by {{ automate_dv_duckdb.name_list(key_names, 'arrivals', 12) }}
        order by {{ automate_dv_duckdb.name_list(
            automate_dv_duckdb.names_of([src_ldts, src_eff]), 'arrivals', 12
        ) }}
    )

)

select
    {{ automate_dv_duckdb.name_list(columns | map(attribute='name'), indent=4) }}

from changes
{%- if var('enable_ghost_records', false) %}

union all

select
    {{ automate_dv_duckdb.ghost_record(
        source_model, src_pk, src_hashdiff, [payload, src_extra_columns], src_source, columns
    ) }}
{%- if is_further %}

where not exists (
    select 1 from {{ this }}
    where {{ hashdiff }} = {{ automate_dv_duckdb.ghost_hash() }}
)
{%- endif %}
{%- endif %}
{%- endmacro %}
