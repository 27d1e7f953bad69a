{#- Which state of which satellite arrived when: every arrival, changed or not, once. -#}
{% macro duckdb__xts(
    src_pk, src_satellite, src_extra_columns, src_ldts, src_source, source_model
) -%}
    {%- do vault_require('xts', {
        'src_pk': src_pk, 'src_satellite': src_satellite, 'src_ldts': src_ldts,
        'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if vault_own_sql() -%}
        {{ return(vault_own('xts')(
            src_pk=src_pk, src_satellite=src_satellite,
            src_extra_columns=src_extra_columns, src_ldts=src_ldts, src_source=src_source,
            source_model=vault_list(source_model)
        )) }}
    {%- endif -%}
    {%- set models = vault_list(source_model) -%}
    {%- set sightings = [] -%}
    {%- for model in models -%}
        {%- for name, satellite in src_satellite.items() -%}
            {%- do vault_require('xts', {
                name ~ '.hashdiff': satellite.hashdiff, name ~ '.sat_name': satellite.sat_name,
            }) -%}
            {%- set columns = vault_columns([
                src_pk,
                {
                    'source_column': satellite.hashdiff.values() | first,
                    'alias': 'hashdiff',
                },
                {
                    'source_column': satellite.sat_name.values() | first,
                    'alias': 'satellite_name',
                },
                src_extra_columns,
                src_ldts,
                src_source,
            ]) -%}
            {%- do vault_require_columns('xts', model, columns) -%}
            {%- do sightings.append({'model': model, 'columns': columns}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set names = sightings[0].columns | map(attribute='name') | list -%}
    {%- set ldts = vault_name(src_ldts) %}
with

arrivals as (
    {%- for sighting in sightings %}

    select
        {{ vault_select(sighting.columns) }}

    from {{ ref(sighting.model) }}
    where
        {{ vault_complete(vault_columns([src_pk])) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select distinct
    {{ vault_each(names, indent=4) }}

from arrivals
{%- if is_incremental() %}

except

select
    {{ vault_each(names, indent=4) }}

from {{ this }}
where {{ ldts }} >= (select min({{ ldts }}) from arrivals)
{%- endif %}
{%- endmacro %}
