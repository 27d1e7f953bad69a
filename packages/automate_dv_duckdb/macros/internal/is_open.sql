{% macro is_open(end) -%}
    {{ end }}::date = date '{{ var('max_datetime', '9999-12-31')[:10] }}'
{%- endmacro %}
