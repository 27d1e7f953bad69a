{#- When relations hold. -#}
{% macro eff_sat(
    src_pk=none, src_dfk=none, src_sfk=none, src_extra_columns=none,
    src_start_date=none, src_end_date=none, src_eff=none, src_ldts=none,
    src_source=none, source_model=none
) -%}
    {{ return(adapter.dispatch('eff_sat', 'automate_dv')(
        src_pk=src_pk, src_dfk=src_dfk, src_sfk=src_sfk,
        src_extra_columns=src_extra_columns, src_start_date=src_start_date,
        src_end_date=src_end_date, src_eff=src_eff, src_ldts=src_ldts,
        src_source=src_source, source_model=source_model
    )) }}
{%- endmacro %}
