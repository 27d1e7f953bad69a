{#- The sets of rows that differ from the set before, in the order of their arrival; what
arrives no later than the last set of its key is left out. A set is what arrives for a key at
one instant, and is told by its child keys and hashdiffs. -#}
{% macro duckdb__ma_sat(
    src_pk, src_cdk, src_hashdiff, src_payload, src_extra_columns, src_eff, src_ldts,
    src_source, source_model
) -%}
    {%- do automate_dv_duckdb.require('ma_sat', {
        'src_pk': src_pk, 'src_cdk': src_cdk, 'src_hashdiff': src_hashdiff,
        'src_payload': src_payload, 'src_ldts': src_ldts, 'src_source': src_source,
        'source_model': source_model,
    }) -%}
    {%- set src_payload = automate_dv_duckdb.payload_of('ma_sat', src_payload, source_model, [
        src_pk, src_cdk, src_hashdiff, src_extra_columns, src_eff, src_ldts, src_source,
    ]) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('ma_sat')(
            src_pk=src_pk, src_cdk=src_cdk, src_hashdiff=src_hashdiff,
            src_payload=src_payload, src_extra_columns=src_extra_columns, src_eff=src_eff,
            src_ldts=src_ldts, src_source=src_source, source_model=source_model
        )) }}
    {%- endif -%}
    {%- set columns = automate_dv_duckdb.columns_of([
        src_pk, src_cdk, automate_dv_duckdb.payload_without_hashdiff(src_payload, src_hashdiff),
        src_extra_columns, src_hashdiff, src_eff, src_ldts, src_source,
    ]) -%}
    {%- set key_names = automate_dv_duckdb.names_of([src_pk]) -%}
    {%- set member = automate_dv_duckdb.names_of([src_cdk, src_hashdiff]) -%}
    {%- set is_further = automate_dv_duckdb.is_further_load() -%}
    {%- set ldts = automate_dv_duckdb.name_of(src_ldts) %}
with

arrivals as (

    {{ automate_dv_duckdb.rows_of_load(
        'ma_sat', source_model, columns, [src_pk, src_cdk], distinct=true
    ) | indent(4) }}

),
{%- if is_further %}

known as (

    select known.*
    from {{ automate_dv_duckdb.compared_part('arrivals', src_ldts) }} as known
    semi join arrivals on {{ automate_dv_duckdb.all_equal(key_names, 'known', 'arrivals') }}

),
{%- endif %}

arrived_sets as (

    {{ automate_dv_duckdb.sets_of_rows('arrivals', key_names, ldts, member) | indent(4) }}

),
{%- if is_further %}

known_sets as (

    {{ automate_dv_duckdb.sets_of_rows('known', key_names, ldts, member) | indent(4) }}

),

latest as (

    select
        {{ automate_dv_duckdb.name_list(key_names) }},
        max({{ ldts }}) as {{ ldts }},
        arg_max(members, {{ ldts }}) as members

    from known_sets
    group by {{ key_names | join(', ') }}

),
{%- endif %}

changes as (

    select arrived_sets.*
    from arrived_sets
    {%- if is_further %}
    left join latest on {{ automate_dv_duckdb.all_equal(key_names, 'arrived_sets', 'latest') }}
    where latest.{{ ldts }} is null or arrived_sets.{{ ldts }} > latest.{{ ldts }}
    {%- endif %}
    qualify arrived_sets.members is distinct from lag(
        arrived_sets.members{{ ', 1, latest.members' if is_further }}
    ) over (
        partition by {{ automate_dv_duckdb.name_list(key_names, 'arrived_sets', 12) }}
        order by arrived_sets.{{ ldts }}
    )

)

select
    {{ automate_dv_duckdb.name_list(columns | map(attribute='name'), 'arrivals', 4) }}

from arrivals
semi join changes on {{ automate_dv_duckdb.all_equal(key_names + [ldts], 'arrivals', 'changes') }}
{%- endmacro %}


{#- What is there for each key at each instant, told by how many members there are and by the
sum of their hashes: sorted lists would be exact, and take twice the time. -#}
{% macro sets_of_rows(relation, key_names, ldts, member) -%}
select
    {{ automate_dv_duckdb.name_list(key_names + [ldts], indent=4) }},
    row(count(*), sum(hash({{ member | join(', ') }}))) as members

from (
    select distinct
        {{ automate_dv_duckdb.name_list(key_names + [ldts] + member) }}
    from {{ relation }}
)
group by all
{%- endmacro %}
