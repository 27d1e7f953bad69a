{#-
    Aggregates say two things about a day or a month that are easily taken for one: whether
    it is final, so that no later load day changes it, and, of months, how many of their
    days are in it at all. The first month that is loaded is final at some time, and perhaps
    never whole.
-#}


{#- Whether no later load day can change a viewing day: the last one that may bring late events is loaded. -#}
{% macro is_final_day(viewing_date) -%}
    {{ viewing_date }} + {{ parameter('late_days') }} <= {{ last_loaded_day() }}
{%- endmacro %}


{#- The same of a month of viewing days. -#}
{% macro is_final_month(month_start_date) -%}
    {{ is_final_day('(' ~ month_start_date ~ " + interval '1' month - interval '1' day)::date") }}
{%- endmacro %}


{#- The same of a date of the log of subscriptions, whose rows are never late. -#}
{% macro is_final_date_of_log(date_day) -%}
    {{ date_day }} < {{ last_loaded_day() }}
{%- endmacro %}


{#-
    The same of a month of the creator feed, in UTC: its last date reaches into the viewing
    day after it, and the profile of a user may arrive a week after the events.
-#}
{% macro is_final_feed_month(month_start_date) -%}
    ({{ month_start_date }} + interval '1' month)::date
    + greatest({{ profile_days() }}, {{ parameter('late_days') }}) <= {{ last_loaded_day() }}
{%- endmacro %}


{#- How many days of a month are loaded, from start_date to the last one; 0 before. -#}
{% macro days_covered(month_start_date) -%}
    greatest(
        {{ dbt.datediff(
            'greatest(' ~ month_start_date ~ ', ' ~ parameter_literal('start_date') ~ ')',
            first_day_not_covered(month_start_date),
            'day'
        ) }},
        0
    )::integer
{%- endmacro %}


{#-
    The same of a month of the log of subscriptions, which goes back to the first sign-up:
    all days of the month, or those so far.
-#}
{% macro days_covered_by_log(month_start_date) -%}
    {{ dbt.datediff(month_start_date, first_day_not_covered(month_start_date), 'day') }}::integer
{%- endmacro %}


{% macro first_day_not_covered(month_start_date) -%}
    least(
        ({{ month_start_date }} + interval '1' month)::date,
        {{ last_loaded_day() }} + 1
    )
{%- endmacro %}
