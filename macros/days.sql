{#- The viewer's day, 05:00 to 05:00 on the clocks of the zone, that an instant belongs to. -#}
{% macro viewing_date(instant, timezone) -%}
    ({{ local_time(instant, timezone) }} - interval '5' hour)::date
{%- endmacro %}


{#-
    The first load day that this table does not have, as a literal, so that an increment
    reads a few days of a log and not its history.
-#}
{% macro first_new_day() %}
    {%- if not (execute and is_incremental()) -%}
        {{ return("date '1900-01-01'") }}
    {%- endif -%}
    {%- set query -%}
        select coalesce(max(load_date) + 1, date '1900-01-01') as day from {{ this }}
    {%- endset -%}
    {{ return("date '" ~ run_query(query).rows[0]['day'] ~ "'") }}
{% endmacro %}


{#- The earliest day whose events can still be arriving when the given day is loaded, and be sent again. -#}
{% macro days_before(day, days) -%}
    {{ day }} - {{ days }}
{%- endmacro %}
