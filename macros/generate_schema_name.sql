{#- Schemas are named by layer; a target other than dev gets its name in front, so that two people can share a file. -#}
{% macro generate_schema_name(custom_schema_name, node=none) %}
    {%- set schema = custom_schema_name | trim if custom_schema_name else target.schema -%}
    {{ return(schema if target.name == 'dev' else target.name ~ '_' ~ schema) }}
{% endmacro %}
