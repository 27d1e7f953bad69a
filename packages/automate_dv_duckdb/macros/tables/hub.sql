{#- The business keys that are new, each as it first arrived; of two sources at one instant, the
one whose name comes first. -#}
{% macro duckdb__hub(src_pk, src_nk, src_extra_columns, src_ldts, src_source, source_model) -%}
    {%- do automate_dv_duckdb.require('hub', {
        'src_pk': src_pk, 'src_nk': src_nk, 'src_ldts': src_ldts,
        'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('hub')(
            src_pk=src_pk, src_nk=src_nk, src_extra_columns=src_extra_columns,
            src_ldts=src_ldts, src_source=src_source,
            source_model=automate_dv_duckdb.as_list(source_model)
        )) }}
    {%- endif -%}
    {{ automate_dv_duckdb.first_arrivals(
        'hub', src_pk, [src_nk, src_extra_columns], [], src_ldts, src_source, source_model
    ) }}
{%- endmacro %}
