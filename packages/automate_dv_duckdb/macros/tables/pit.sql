{#- Which record of each satellite held for each key of a hub at each date; zeros and 1900
where there was none. An increment appends the new dates for all keys, and for new keys the
dates that are there.

Dates are counted, so that a record of a satellite stands at the first date that sees it and
holds until the place of the next one: only what is written has the size of keys times dates. -#}
{% macro duckdb__pit(
    src_pk, src_extra_columns, as_of_dates_table, satellites, stage_tables_ldts, src_ldts,
    source_model
) -%}
    {%- do automate_dv_duckdb.require('pit', {
        'src_pk': src_pk, 'as_of_dates_table': as_of_dates_table,
        'satellites': satellites, 'stage_tables_ldts': stage_tables_ldts,
        'src_ldts': src_ldts, 'source_model': source_model,
    }) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('pit')(
            src_pk=src_pk, src_extra_columns=src_extra_columns,
            as_of_dates_table=as_of_dates_table, satellites=satellites,
            stage_tables_ldts=stage_tables_ldts, src_ldts=src_ldts,
            source_model=source_model
        )) }}
    {%- endif -%}
    {%- if automate_dv_duckdb.names_of([src_pk]) | length > 1 -%}
        {%- do automate_dv_duckdb.raise_error('pit', 'takes one column as src_pk') -%}
    {%- endif -%}
    {%- set key = automate_dv_duckdb.name_of(src_pk) -%}
    {%- do automate_dv_duckdb.require_columns(
        'pit', source_model, automate_dv_duckdb.columns_of([src_pk])
    ) -%}
    {%- set pointers = [] -%}
    {%- for satellite, names in satellites.items() -%}
        {%- do automate_dv_duckdb.require('pit', {
            satellite ~ '.pk': names.pk, satellite ~ '.ldts': names.ldts,
        }) -%}
        {%- set pointer = {
            'satellite': satellite,
            'pk': names.pk.values() | first,
            'ldts': names.ldts.values() | first,
            'pk_name': satellite ~ '_' ~ names.pk | first,
            'ldts_name': satellite ~ '_' ~ names.ldts | first,
        } -%}
        {%- do automate_dv_duckdb.require_columns(
            'pit', satellite, automate_dv_duckdb.columns_of([pointer.pk, pointer.ldts])
        ) -%}
        {%- do pointers.append(pointer) -%}
    {%- endfor %}
with

all_dates as (

    {{ automate_dv_duckdb.as_of_dates(as_of_dates_table) | indent(4) }}

),

dates as (

    select
        as_of_date,
        is_new,
        row_number() over (partition by is_new order by as_of_date) as place

    from all_dates

),

counts as (

    select
        is_new,
        count(*) + 1 as place_after_all

    from dates
    group by is_new

),

keys as (

    select
        {{ key }},
        true as is_new

    from {{ ref(source_model) }}
    {%- if is_incremental() %}

    union all

    select
        hub.{{ key }},
        false as is_new

    from {{ ref(source_model) }} as hub
    anti join (
        select {{ key }} from {{ this }}
        where as_of_date = (select max(as_of_date) from all_dates where not is_new)
    ) as known
        on hub.{{ key }} = known.{{ key }}
    {%- endif %}

),

places as (

    select
        {{ key }},
        is_new,
        1 as place
        {%- for pointer in pointers %},
        null::timestamp as {{ pointer.ldts_name }}
        {%- endfor %}

    from keys
    {%- for pointer in pointers %}

    union all

    select
        keys.{{ key }},
        keys.is_new,
        dates.place
        {%- for other in pointers %},
        {{ 'satellite.' ~ pointer.ldts if other is sameas pointer else 'null' }}
            as {{ other.ldts_name }}
        {%- endfor %}

    from keys
    inner join {{ ref(pointer.satellite) }} as satellite
        on keys.{{ key }} = satellite.{{ pointer.pk }}
    asof join dates
        on keys.is_new = dates.is_new and satellite.{{ pointer.ldts }} <= dates.as_of_date
    {%- endfor %}

),

spells as (

    select
        {{ key }},
        is_new,
        place
        {%- for pointer in pointers %},
        max(max({{ pointer.ldts_name }})) over spell as {{ pointer.ldts_name }}
        {%- endfor %},
        lead(place) over spell as place_after

    from places
    group by {{ key }}, is_new, place
    window spell as (partition by {{ key }}, is_new order by place)

),

pairs as (

    select
        spells.* exclude (place, place_after),
        unnest(range(
            spells.place, coalesce(spells.place_after, counts.place_after_all)
        )) as place

    from spells
    inner join counts on spells.is_new = counts.is_new

)

select
    pairs.{{ key }},
    dates.as_of_date
    {%- for pointer in pointers %},
    case
        when pairs.{{ pointer.ldts_name }} is null then {{ automate_dv_duckdb.ghost_hash() }}
        else pairs.{{ key }}
    end as {{ pointer.pk_name }},
    coalesce(pairs.{{ pointer.ldts_name }}, timestamp '1900-01-01')
        as {{ pointer.ldts_name }}
    {%- endfor %}

from pairs
inner join dates on pairs.is_new = dates.is_new and pairs.place = dates.place
{%- endmacro %}
