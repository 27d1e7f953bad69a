{#- The states that differ from the one before, in the order of their arrival; what arrives no
later than the last state of its key is left out. -#}
{% macro duckdb__sat(
    src_pk, src_hashdiff, src_payload, src_extra_columns, src_eff, src_ldts, src_source,
    source_model
) -%}
    {%- do vault_require('sat', {
        'src_pk': src_pk, 'src_hashdiff': src_hashdiff, 'src_payload': src_payload,
        'src_ldts': src_ldts, 'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- set src_payload = vault_payload('sat', src_payload, source_model, [
        src_pk, src_hashdiff, src_extra_columns, src_eff, src_ldts, src_source,
    ]) -%}
    {%- if vault_own_sql() -%}
        {{ return(vault_own('sat')(
            src_pk=src_pk, src_hashdiff=src_hashdiff, src_payload=src_payload,
            src_extra_columns=src_extra_columns, src_eff=src_eff, src_ldts=src_ldts,
            src_source=src_source, source_model=source_model
        )) }}
    {%- endif -%}
    {%- set payload = vault_payload_alone(src_payload, src_hashdiff) -%}
    {%- set columns = vault_columns([
        src_pk, src_hashdiff, payload, src_extra_columns, src_eff, src_ldts, src_source,
    ]) -%}
    {%- set key_names = vault_names([src_pk]) -%}
    {%- set hashdiff = vault_name(src_hashdiff) -%}
    {%- set ldts = vault_name(src_ldts) -%}
    {%- do vault_require_columns('sat', source_model, columns) %}
with

arrivals as (

    select
        {{ vault_select(columns) }}

    from {{ ref(source_model) }}
    where
        {{ vault_complete(vault_columns([src_pk, src_hashdiff])) }}

),
{%- if is_incremental() %}

latest as (

    select
        {{ vault_each(key_names, 'known') }},
        max(known.{{ ldts }}) as {{ ldts }},
        arg_max(known.{{ hashdiff }}, known.{{ ldts }}) as {{ hashdiff }}

    from {{ vault_compared('arrivals', src_ldts) }} as known
    semi join arrivals on {{ vault_same(key_names, 'known', 'arrivals') }}
    group by all

),
{%- endif %}

changes as (

    select arrivals.*
    from arrivals
    {%- if is_incremental() %}
    left join latest on {{ vault_same(key_names, 'arrivals', 'latest') }}
    where latest.{{ ldts }} is null or arrivals.{{ ldts }} > latest.{{ ldts }}
    {%- endif %}
    qualify arrivals.{{ hashdiff }} is distinct from lag(
        arrivals.{{ hashdiff }}{{ ', 1, latest.' ~ hashdiff if is_incremental() }}
    ) over (
        partition by {{ vault_each(key_names, 'arrivals', 12) }}
        order by {{ vault_each(vault_names([src_ldts, src_eff]), 'arrivals', 12) }}
    )

)

select
    {{ vault_each(columns | map(attribute='name'), indent=4) }}

from changes
{%- if var('enable_ghost_records', false) %}

union all

select
    {{ vault_ghost(
        source_model, src_pk, src_hashdiff, [payload, src_extra_columns], src_source, columns
    ) }}
{%- if is_incremental() %}

where not exists (
    select 1 from {{ this }}
    where {{ hashdiff }} = {{ vault_ghost_hash() }}
)
{%- endif %}
{%- endif %}
{%- endmacro %}


{#- The payload of a satellite: as given, or with `exclude_columns` all that the source has
beside the other columns and those that `columns` names. -#}
{% macro vault_payload(macro, src_payload, source_model, others) -%}
    {%- if src_payload is not mapping -%}
        {{ return(src_payload) }}
    {%- endif -%}
    {%- if not src_payload.exclude_columns or src_payload.columns is string -%}
        {%- do vault_error(
            macro, 'takes a mapping as src_payload with exclude_columns: true and a list of columns'
        ) -%}
    {%- endif -%}
    {%- set excluded = vault_list(src_payload.columns)
        + vault_columns(others) | map(attribute='source') | list -%}
    {%- set excluded = excluded | map('lower') | list -%}
    {%- set payload = [] -%}
    {%- for column in vault_source_columns(source_model)
        if column.name | lower not in excluded
    -%}
        {%- do payload.append(column.name) -%}
    {%- endfor -%}
    {{ return(payload) }}
{%- endmacro %}


{#- The payload without the hashdiff, which AutomateDV leaves in a payload of exclude_columns if
it has another name in the vault. -#}
{% macro vault_payload_alone(src_payload, src_hashdiff) -%}
    {%- set hashdiff = vault_columns([src_hashdiff])[0].source | lower -%}
    {%- set payload = [] -%}
    {%- for column in vault_list(src_payload) if column is mapping or column | lower != hashdiff -%}
        {%- do payload.append(column) -%}
    {%- endfor -%}
    {{ return(payload) }}
{%- endmacro %}


{#- The record that stands for no record: null for the payload; for the rest zeros where there
are bytes, 1900 where there are times. -#}
{% macro vault_ghost(source_model, src_pk, src_hashdiff, payload, src_source, columns) -%}
    {%- set types = {} -%}
    {%- for column in vault_source_columns(source_model) -%}
        {%- do types.update({column.name | lower: column.type}) -%}
    {%- endfor -%}
    {%- set hashes = vault_names([src_pk, src_hashdiff]) -%}
    {%- set nulls = vault_names(payload) | reject('in', hashes) | list -%}
    {%- for column in columns -%}
        {%- set usual = 'blob' if column.name in hashes else 'timestamp' -%}
        {%- set type = types.get(column.source | lower, usual) -%}
        {%- if column.name == vault_name(src_source) -%}
            '{{ var('system_record_value', 'AUTOMATE_DV_SYSTEM') }}'
        {%- elif column.name in nulls -%}
            null
        {%- elif type == 'blob' -%}
            {{ vault_ghost_hash() }}
        {%- elif type == 'date' or type.startswith('timestamp') -%}
            {{ type }} '1900-01-01'
        {%- else -%}
            null
        {%- endif %} as {{ column.name }}{{ ',\n    ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- The key and the hashdiff of a ghost record. -#}
{% macro vault_ghost_hash() -%}
    unhex('{{ '00' * vault_algorithm().bytes }}')
{%- endmacro %}
