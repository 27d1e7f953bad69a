{#-
    The end of a test that works out in one CTE what another one shows: the days, or whatever
    they are looked at by, on which a column is not the same in both, with the names of those
    columns. A value is added up as a hash with the keys of its row, so that one pass sees
    every wrong, missing and surplus one. Doubles have to be rounded by both.
-#}
{% macro rows_that_differ_by(day, keys, columns, expected='expected', found='found') -%}
signed as (

    {% for cte in [expected, found] -%}
    select
        {{ ([day] + keys + columns) | unique | join(',\n        ') }},
        {{ '' if loop.last else '-' }}1 as sign

    from {{ cte }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

added_up as (

    select
        {{ day }},
        sum(sign) as number_of_rows,
        {%- for column in columns %}
        sum(sign * hash({{ keys | join(', ') }}, {{ column }})::hugeint)
            as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}

    from signed
    group by all

)

select
    {{ day }},
    concat_ws(
        ', ',
        case when number_of_rows <> 0 then 'number of rows' end,
        {%- for column in columns %}
        case when {{ column }} <> 0 then '{{ column }}' end
        {{- ',' if not loop.last }}
        {%- endfor %}
    ) as what_differs

from added_up
where
    number_of_rows <> 0
    {%- for column in columns %}
    or {{ column }} <> 0
    {%- endfor %}
{%- endmacro %}
