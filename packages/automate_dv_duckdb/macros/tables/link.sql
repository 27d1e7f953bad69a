{#- The relations that are new, each as it first arrived; one with an end missing is none. -#}
{% macro duckdb__link(src_pk, src_fk, src_extra_columns, src_ldts, src_source, source_model) -%}
    {%- do automate_dv_duckdb.require('link', {
        'src_pk': src_pk, 'src_fk': src_fk, 'src_ldts': src_ldts,
        'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('link')(
            src_pk=src_pk, src_fk=src_fk, src_extra_columns=src_extra_columns,
            src_ldts=src_ldts, src_source=src_source,
            source_model=automate_dv_duckdb.as_list(source_model)
        )) }}
    {%- endif -%}
    {{ automate_dv_duckdb.first_arrivals(
        'link', src_pk, [src_fk, src_extra_columns], [src_fk],
        src_ldts, src_source, source_model
    ) }}
{%- endmacro %}
