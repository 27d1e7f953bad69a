{#- The record that stands for no record: null for the payload; for the rest zeros where there
are bytes, 1900 where there are times. -#}
{% macro ghost_record(source_model, src_pk, src_hashdiff, payload, src_source, columns) -%}
    {%- set types = {} -%}
    {%- for column in automate_dv_duckdb.source_columns(source_model) -%}
        {%- do types.update({column.name | lower: column.type}) -%}
    {%- endfor -%}
    {%- set hashes = automate_dv_duckdb.names_of([src_pk, src_hashdiff]) -%}
    {%- set nulls = automate_dv_duckdb.names_of(payload) | reject('in', hashes) | list -%}
    {%- for column in columns -%}
        {%- set usual = 'blob' if column.name in hashes else 'timestamp' -%}
        {%- set type = types.get(column.source | lower, usual) -%}
        {%- if column.name == automate_dv_duckdb.name_of(src_source) -%}
            '{{ var('system_record_value', 'AUTOMATE_DV_SYSTEM') }}'
        {%- elif column.name in nulls -%}
            null
        {%- elif type in ['blob', 'binary'] -%}
            {{ automate_dv_duckdb.ghost_hash() }}
        {%- elif type == 'date' or type.startswith('timestamp') -%}
            {{ type }} '1900-01-01'
        {%- else -%}
            null
        {%- endif %} as {{ column.name }}{{ ',\n    ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- The key and the hashdiff of a ghost record. -#}
{% macro ghost_hash() -%}
    unhex('{{ '00' * automate_dv_duckdb.hash_algorithm().bytes }}')
{%- endmacro %}
