{#- The relations that are new, each as it first arrived; one with an end missing is none. -#}
{% macro duckdb__link(src_pk, src_fk, src_extra_columns, src_ldts, src_source, source_model) -%}
    {%- do vault_require('link', {
        'src_pk': src_pk, 'src_fk': src_fk, 'src_ldts': src_ldts,
        'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if vault_own_sql() -%}
        {{ return(vault_own('link')(
            src_pk=src_pk, src_fk=src_fk, src_extra_columns=src_extra_columns,
            src_ldts=src_ldts, src_source=src_source, source_model=vault_list(source_model)
        )) }}
    {%- endif -%}
    {{ vault_first_arrivals(
        'link', src_pk, [src_fk, src_extra_columns], [src_fk],
        src_ldts, src_source, source_model
    ) }}
{%- endmacro %}
