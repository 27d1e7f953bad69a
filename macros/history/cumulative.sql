{#-
    Running totals of a table of days, in an increment, too: the body of a CTE with the key,
    the day and the totals. Days before the window are not read again: the last row of a key
    that the table has from before stands for all of them.

      days        the CTE with the days of the window
      key, day    their columns; together they are unique
      totals      maps each total to the column of the days that it adds up
      highest     columns of which the highest value so far holds, in place of a sum
-#}
{% macro cumulative(days, key, totals, day='event_date', highest=[]) %}
    with

    summands as (

        select
            {{ key }},
            {{ day }}
            {%- for total, column in totals.items() %},
            {{ column }} as {{ total }}
            {%- endfor %}
            {%- for column in highest %},
            {{ column }}
            {%- endfor %}

        from {{ days }}
        {%- if is_incremental() %}
        union all
        {{ last_before_window(days, key, totals.keys() | list + highest, day) | indent(8) }}
        {%- endif %}

    )

    select
        {{ key }},
        {{ day }}
        {%- for total in totals %},
        (sum({{ total }}) over until_the_day)::bigint as {{ total }}
        {%- endfor %}
        {%- for column in highest %},
        max({{ column }}) over until_the_day as {{ column }}
        {%- endfor %}

    from summands
    window until_the_day as (partition by {{ key }} order by {{ day }})
{%- endmacro %}


{#- The last row before the window that this table has of each key among the days, as a select. -#}
{% macro last_before_window(days, key, columns, day='event_date') -%}
    select
        {{ key }},
        {{ day }},
        {{ columns | join(',\n        ') }}

    from {{ this }}
    where
        {{ day }} < {{ rewritten_from(day) }}
        and {{ key }} in (select {{ days }}.{{ key }} from {{ days }})
    qualify row_number() over (
        partition by {{ key }} order by {{ day }} desc
    ) = 1
{%- endmacro %}
