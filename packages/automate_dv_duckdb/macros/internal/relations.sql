{#- Name and type of the columns of a model, in order; none while dbt parses, and for what the
database does not hold, such as the input of a unit test. -#}
{% macro source_columns(model) -%}
    {%- set columns = [] -%}
    {%- if execute -%}
        {%- for column in adapter.get_columns_in_relation(automate_dv_duckdb.relation_of(model)) -%}
            {%- do columns.append({'name': column.name, 'type': column.dtype | lower}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(columns) }}
{%- endmacro %}


{#- What a model's name, a mapping of a source to its table, or a relation stands for. -#}
{% macro relation_of(model) -%}
    {%- if model is string -%}
        {{ return(ref(model)) }}
    {%- elif model.identifier is defined -%}
        {{ return(model) }}
    {%- endif -%}
    {{ return(source(model | first, model[model | first])) }}
{%- endmacro %}
