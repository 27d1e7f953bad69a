{#- The rows of a CSV, as dbt-spark loads them, but with texts that may hold a quote. -#}
{% macro spark__load_csv_rows(model, agate_table) %}
    {%- set types = model.config.column_types or {} -%}
    {%- for chunk in agate_table.rows | batch(get_batch_size()) -%}
        {%- set statement %}
            insert into {{ this }} values
            {%- for row in chunk %}
            (
                {%- for value in row -%}
                    {%- set column = agate_table.column_names[loop.index0] -%}
                    {%- set type = types.get(column, adapter.convert_type(agate_table, loop.index0)) -%}
                    cast({{ 'null' if value is none else text_literal(value | string) }} as {{ type }})
                    {{- ', ' if not loop.last }}
                {%- endfor -%}
            ){{ ',' if not loop.last }}
            {%- endfor %}
        {%- endset -%}
        {%- do adapter.add_query(statement, abridge_sql_log=true) -%}
    {%- endfor -%}
    {{ return('-- rows of ' ~ this) }}
{% endmacro %}
