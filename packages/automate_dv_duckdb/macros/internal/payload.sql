{#- The payload of a satellite: as given, or with `exclude_columns` all that the source has
beside the other columns and those that `columns` names. -#}
{% macro payload_of(macro, src_payload, source_model, others) -%}
    {%- if src_payload is not mapping -%}
        {{ return(src_payload) }}
    {%- endif -%}
    {%- if not src_payload.exclude_columns or src_payload.columns is string -%}
        {%- do automate_dv_duckdb.raise_error(
            macro, 'takes a mapping as src_payload with exclude_columns: true and a list of columns'
        ) -%}
    {%- endif -%}
    {%- set excluded = automate_dv_duckdb.as_list(src_payload.columns)
        + automate_dv_duckdb.columns_of(others) | map(attribute='source') | list -%}
    {%- set excluded = excluded | map('lower') | list -%}
    {%- set payload = [] -%}
    {%- for column in automate_dv_duckdb.source_columns(source_model)
        if column.name | lower not in excluded
    -%}
        {%- do payload.append(column.name) -%}
    {%- endfor -%}
    {{ return(payload) }}
{%- endmacro %}


{#- The payload without the hashdiff, which AutomateDV leaves in a payload of exclude_columns if
it has another name in the vault. -#}
{% macro payload_without_hashdiff(src_payload, src_hashdiff) -%}
    {%- set hashdiff = automate_dv_duckdb.columns_of([src_hashdiff])[0].source | lower -%}
    {%- set payload = [] -%}
    {%- for column in automate_dv_duckdb.as_list(src_payload)
        if column is mapping or column | lower != hashdiff
    -%}
        {%- do payload.append(column) -%}
    {%- endfor -%}
    {{ return(payload) }}
{%- endmacro %}
