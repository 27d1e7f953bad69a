{#- Which state of which satellite arrived when: every arrival, changed or not, once. -#}
{% macro duckdb__xts(
    src_pk, src_satellite, src_extra_columns, src_ldts, src_source, source_model
) -%}
    {%- do automate_dv_duckdb.require('xts', {
        'src_pk': src_pk, 'src_satellite': src_satellite, 'src_ldts': src_ldts,
        'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('xts')(
            src_pk=src_pk, src_satellite=src_satellite,
            src_extra_columns=src_extra_columns, src_ldts=src_ldts, src_source=src_source,
            source_model=automate_dv_duckdb.as_list(source_model)
        )) }}
    {%- endif -%}
    {%- set models = automate_dv_duckdb.as_list(source_model) -%}
    {%- set sightings = [] -%}
    {%- for model in models -%}
        {%- for name, satellite in src_satellite.items() -%}
            {%- do automate_dv_duckdb.require('xts', {
                name ~ '.hashdiff': satellite.hashdiff, name ~ '.sat_name': satellite.sat_name,
            }) -%}
            {%- set columns = automate_dv_duckdb.columns_of([
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
            {%- do sightings.append({'model': model, 'columns': columns}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set is_further = automate_dv_duckdb.is_further_load() -%}
    {%- set names = sightings[0].columns | map(attribute='name') | list -%}
    {%- set ldts = automate_dv_duckdb.name_of(src_ldts) %}
with

arrivals as (
    {%- for sighting in sightings %}

    {{ automate_dv_duckdb.rows_of_load(
        'xts', sighting.model, sighting.columns, [src_pk]
    ) | indent(4) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select distinct
    {{ automate_dv_duckdb.name_list(names, indent=4) }}

from arrivals
{%- if is_further %}

except

select
    {{ automate_dv_duckdb.name_list(names, indent=4) }}

from {{ this }}
where {{ ldts }} >= (select min({{ ldts }}) from arrivals)
{%- endif %}
{%- endmacro %}
