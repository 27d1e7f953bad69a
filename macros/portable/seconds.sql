{#- Whole seconds from one instant to a later one. -#}
{% macro seconds_between(earlier, later) -%}
    {{ dbt.datediff(earlier, later, 'second') }}::integer
{%- endmacro %}


{#- The instant so many seconds after another one. -#}
{% macro seconds_after(instant, seconds) -%}
    {{ dbt.dateadd('second', seconds, instant) }}
{%- endmacro %}
