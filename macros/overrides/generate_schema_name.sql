{#- Schemas are named by layer; a target other than dev gets its name in front, so that two people can share a file. -#}
{% macro generate_schema_name(custom_schema_name, node=none) %}
    {%- do check_layer(custom_schema_name, node) -%}
    {%- set schema = custom_schema_name | trim if custom_schema_name else target.schema -%}
    {{ return(schema if target.name == 'dev' or target.type != 'duckdb' else target.name ~ '_' ~ schema) }}
{% endmacro %}


{#-
    dbt calls generate_schema_name for each model when it parses. One in a folder that
    dbt_project.yml does not know would become a view among the raw tables, so it is refused.
-#}
{% macro check_layer(custom_schema_name, node) %}
    {%- if node and node.resource_type == 'model' and node.package_name == project_name
        and modules.re.match('models[\\\\/]', node.original_file_path) -%}
        {%- set missing = [] -%}
        {%- if not custom_schema_name or custom_schema_name == 'raw' -%}
            {%- do missing.append('+schema') -%}
        {%- endif -%}
        {%- if not node.unrendered_config.get('materialized') -%}
            {%- do missing.append('+materialized') -%}
        {%- endif -%}
        {%- if missing -%}
            {%- do exceptions.raise_compiler_error(
                'model ' ~ node.name ~ ' has no ' ~ missing | join(' and no ')
                ~ ': add its folder ' ~ modules.re.sub('[\\\\/][^\\\\/]*$', '', node.original_file_path)
                ~ ' to dbt_project.yml'
            ) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
