{#- Rows whose value lies outside the range; null passes. -#}
{% test accepted_range(
    model, column_name, min_value=none, max_value=none, inclusive=true
) %}
    {{ return(adapter.dispatch('test_accepted_range', 'dbt_utils')(
        model, column_name, min_value, max_value, inclusive
    )) }}
{% endtest %}

{% macro default__test_accepted_range(
    model, column_name, min_value=none, max_value=none, inclusive=true
) %}
    {%- set or_equal = '' if inclusive else '=' -%}
    select * from {{ model }}
    where
        false
        {%- if min_value is not none %}
        or {{ column_name }} <{{ or_equal }} {{ min_value }}
        {%- endif %}
        {%- if max_value is not none %}
        or {{ column_name }} >{{ or_equal }} {{ max_value }}
        {%- endif %}
{% endmacro %}


{#- Combinations that occur more than once. -#}
{% test unique_combination_of_columns(
    model, combination_of_columns, quote_columns=false
) %}
    {{ return(adapter.dispatch(
        'test_unique_combination_of_columns', 'dbt_utils'
    )(model, combination_of_columns, quote_columns)) }}
{% endtest %}

{% macro default__test_unique_combination_of_columns(
    model, combination_of_columns, quote_columns=false
) %}
    {%- set names = combination_of_columns -%}
    {%- if quote_columns -%}
        {%- set names = names | map('tojson') | list -%}
    {%- endif %}
    select {{ names | join(', ') }}, count(*) as occurrences
    from {{ model }}
    group by {{ names | join(', ') }}
    having count(*) > 1
{% endmacro %}


{#- Rows for which the expression is false; null passes. On a column, the expression follows its name. -#}
{% test expression_is_true(model, expression, column_name=none) %}
    {{ return(adapter.dispatch('test_expression_is_true', 'dbt_utils')(
        model, expression, column_name
    )) }}
{% endtest %}

{% macro default__test_expression_is_true(model, expression, column_name=none) %}
    {%- set subject = column_name ~ ' ' if column_name is not none else '' %}
    select * from {{ model }}
    where not ({{ subject }}{{ expression }})
{% endmacro %}
