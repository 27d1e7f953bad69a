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
