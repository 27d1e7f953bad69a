{#- A text without the blanks around it; null if nothing is left. -#}
{% macro clean_text(column) -%}
    nullif(trim({{ column }}), '')
{%- endmacro %}


{#- A bandwidth such as 25mbps as a number; null if it isn't one. -#}
{% macro megabits(column) -%}
    try_cast(replace(lower({{ column }}), 'mbps', '') as integer)
{%- endmacro %}
