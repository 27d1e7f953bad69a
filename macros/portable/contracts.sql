{#-
    What a contract says is written into a Delta table as it is made, in one commit with its
    rows: Delta keeps constraints as properties. dbt-spark would add each afterwards, with a
    statement that Delta refuses for columns that may not be null.
-#}
{% macro spark__tblproperties_clause() %}
    {%- set properties = dict(config.get('tblproperties') or {}) -%}
    {%- do properties.update(properties_of_layout()) -%}
    {%- if config.get('contract').enforced and model.config.materialized != 'view' -%}
        {%- for column in model.columns.values() -%}
            {%- if column.constraints | selectattr('type', 'equalto', 'not_null') | list -%}
                {%- do properties.update({
                    'delta.constraints.' ~ column.name ~ '_is_present': column.name ~ ' is not null'
                }) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- for constraint in model.constraints if constraint.type == 'check' -%}
            {%- do properties.update({
                'delta.constraints.' ~ (constraint.name or 'check_' ~ loop.index): constraint.expression
            }) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if properties %}
    tblproperties (
        {%- for name, value in properties.items() %}
        '{{ name }}' = {{ text_literal(value | string) }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
    {%- endif -%}
{% endmacro %}


{% macro spark__persist_constraints(relation, model) %}
    {{ return(none) }}
{% endmacro %}


{#-
    On Databricks dbt-databricks does it: a column says that it may not be null as the table is
    made, checks are added to the empty table, then the rows go in.
-#}
{% macro databricks__tblproperties_clause(tblproperties=none) %}
    {{ return(dbt.databricks__tblproperties_clause(tblproperties)) }}
{% endmacro %}


{% macro databricks__persist_constraints(relation, model) %}
    {{ return(dbt.databricks__persist_constraints(relation, model)) }}
{% endmacro %}
