{#- Columns that hold null, each with the number of rows in which it does. -#}
{% test no_nulls(model, columns) %}

with

counted as (

    select
        {%- for column in columns %}
        count(*) - count({{ column }}) as {{ column }}
        {{- ',' if not loop.last }}
        {%- endfor %}

    from {{ model }}

)
{% for column in columns %}
select
    '{{ column }}' as column_name,
    {{ column }} as rows_with_null
from counted
where {{ column }} > 0
{{ 'union all' if not loop.last }}
{%- endfor %}

{% endtest %}
