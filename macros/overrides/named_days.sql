{#- A name in compare_days is that of a parameter, as the database has it. -#}
{% macro default__named_days(name) %}
    {{ return(parameter(name)) }}
{% endmacro %}
