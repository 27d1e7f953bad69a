{#- Which relations held for each key at each date. -#}
{% macro bridge(
    src_pk=none, src_extra_columns=none, as_of_dates_table=none, bridge_walk=none,
    stage_tables_ldts=none, src_ldts=none, source_model=none
) -%}
    {{ return(adapter.dispatch('bridge', 'automate_dv')(
        src_pk=src_pk, src_extra_columns=src_extra_columns,
        as_of_dates_table=as_of_dates_table, bridge_walk=bridge_walk,
        stage_tables_ldts=stage_tables_ldts, src_ldts=src_ldts,
        source_model=source_model
    )) }}
{%- endmacro %}
