{#-
    dbt says of a test that fails how many rows it found; here the first three of them follow,
    so that a test of many columns says which one is meant.
-#}
{% materialization test, default %}
    {%- set outcome = dbt.materialization_test_default() -%}
    {%- if load_result('main').table.rows[0]['failures'] | int > 0 -%}
        {%- set found = run_query('select * from (' ~ sql ~ '\n) limit 3') -%}
        {%- set subject = model.test_metadata.name ~ ' of ' ~ model.attached_node.split('.')[-1]
            if model.test_metadata else model.name -%}
        {%- for row in found.rows -%}
            {%- set values = [] -%}
            {%- for column in found.column_names -%}
                {%- do values.append(column ~ ': ' ~ row[column]) -%}
            {%- endfor -%}
            {{ log(subject ~ ' found ' ~ values | join(', ') | truncate(160), info=true) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(outcome) }}
{% endmaterialization %}
