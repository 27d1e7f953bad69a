{#- Relations between hubs. -#}
{% macro link(
    src_pk=none, src_fk=none, src_extra_columns=none, src_ldts=none,
    src_source=none, source_model=none
) -%}
    {{ return(adapter.dispatch('link', 'automate_dv')(
        src_pk=src_pk, src_fk=src_fk, src_extra_columns=src_extra_columns,
        src_ldts=src_ldts, src_source=src_source, source_model=source_model
    )) }}
{%- endmacro %}
