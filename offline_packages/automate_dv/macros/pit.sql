{#- Which record of each satellite held for each key at each date. -#}
{% macro pit(
    src_pk=none, src_extra_columns=none, as_of_dates_table=none, satellites=none,
    stage_tables_ldts=none, src_ldts=none, source_model=none
) -%}
    {{ return(adapter.dispatch('pit', 'automate_dv')(
        src_pk=src_pk, src_extra_columns=src_extra_columns,
        as_of_dates_table=as_of_dates_table, satellites=satellites,
        stage_tables_ldts=stage_tables_ldts, src_ldts=src_ldts,
        source_model=source_model
    )) }}
{%- endmacro %}
