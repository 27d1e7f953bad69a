{#- Which relations held for each key of a hub at each date: one row for each way along the
links whose effectivity satellites are open. An increment appends the new dates. -#}
{% macro duckdb__bridge(
    src_pk, src_extra_columns, src_ldts, as_of_dates_table, bridge_walk, stage_tables_ldts,
    source_model
) -%}
    {%- do automate_dv_duckdb.require('bridge', {
        'src_pk': src_pk, 'as_of_dates_table': as_of_dates_table,
        'bridge_walk': bridge_walk, 'stage_tables_ldts': stage_tables_ldts,
        'src_ldts': src_ldts, 'source_model': source_model,
    }) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('bridge')(
            src_pk=src_pk, src_extra_columns=src_extra_columns, src_ldts=src_ldts,
            as_of_dates_table=automate_dv_duckdb.relation_of(as_of_dates_table),
            bridge_walk=bridge_walk, stage_tables_ldts=stage_tables_ldts, source_model=source_model
        )) }}
    {%- endif -%}
    {%- set key_names = automate_dv_duckdb.names_of([src_pk]) -%}
    {%- set steps = bridge_walk.values() | list -%}
    {%- do automate_dv_duckdb.require_columns(
        'bridge', source_model, automate_dv_duckdb.columns_of([src_pk])
    ) -%}
    {%- for name, step in bridge_walk.items() -%}
        {%- set needed = {} -%}
        {%- for part in [
            'link_table', 'link_pk', 'link_fk1', 'link_fk2', 'bridge_link_pk',
            'eff_sat_table', 'eff_sat_pk', 'eff_sat_end_date', 'eff_sat_load_date',
        ] -%}
            {%- do needed.update({name ~ '.' ~ part: step[part]}) -%}
        {%- endfor -%}
        {%- do automate_dv_duckdb.require('bridge', needed) -%}
        {%- do automate_dv_duckdb.require_columns(
            'bridge', step.link_table,
            automate_dv_duckdb.columns_of([step.link_pk, step.link_fk1, step.link_fk2])
        ) -%}
        {%- do automate_dv_duckdb.require_columns(
            'bridge', step.eff_sat_table, automate_dv_duckdb.columns_of(
                [step.eff_sat_pk, step.eff_sat_end_date, step.eff_sat_load_date]
            )
        ) -%}
    {%- endfor %}
with

all_dates as (

    {{ automate_dv_duckdb.as_of_dates(as_of_dates_table) | indent(4) }}

),

dates as (

    select
        as_of_date,
        row_number() over (order by as_of_date) as place,
        count(*) over () + 1 as place_after_all

    from all_dates
    where is_new

),
{%- for step in steps %}

records_{{ loop.index }} as (

    select
        satellite.{{ step.eff_sat_pk }} as link_key,
        {{ automate_dv_duckdb.is_open('satellite.' ~ step.eff_sat_end_date) }} as is_open,
        dates.place,
        dates.place_after_all

    from {{ ref(step.eff_sat_table) }} as satellite
    asof join dates
        on satellite.{{ step.eff_sat_load_date }} <= dates.as_of_date
    qualify row_number() over (
        partition by satellite.{{ step.eff_sat_pk }}, dates.place
        order by satellite.{{ step.eff_sat_load_date }} desc
    ) = 1

),

spells_{{ loop.index }} as (

    select
        link_key,
        is_open,
        place,
        coalesce(
            lead(place) over (partition by link_key order by place),
            place_after_all
        ) as place_after

    from records_{{ loop.index }}

),

open_{{ loop.index }} as (

    select
        link_key,
        unnest(range(place, place_after)) as place

    from spells_{{ loop.index }}
    where is_open

),
{%- endfor %}

walks as (

    select
        {{ automate_dv_duckdb.name_list(key_names, 'hub') }},
        open_1.place
        {%- for step in steps %},
        link_{{ loop.index }}.{{ step.link_pk }} as {{ step.bridge_link_pk }}
        {%- endfor %}

    from {{ ref(source_model) }} as hub
    {%- for step in steps %}
    inner join {{ ref(step.link_table) }} as link_{{ loop.index }}
        {%- if loop.first %}
        on {{ automate_dv_duckdb.all_equal(key_names, 'hub', 'link_1') }}
        {%- else %}
        on link_{{ loop.index0 }}.{{ loop.previtem.link_fk2 }}
            = link_{{ loop.index }}.{{ step.link_fk1 }}
        {%- endif %}
    inner join open_{{ loop.index }}
        on
            link_{{ loop.index }}.{{ step.link_pk }} = open_{{ loop.index }}.link_key
            {%- if not loop.first %}
            and open_1.place = open_{{ loop.index }}.place
            {%- endif %}
    {%- endfor %}

)

select
    {{ automate_dv_duckdb.name_list(key_names, 'walks', 4) }},
    dates.as_of_date
    {%- for step in steps %},
    walks.{{ step.bridge_link_pk }}
    {%- endfor %}

from walks
inner join dates on walks.place = dates.place
{%- endmacro %}
