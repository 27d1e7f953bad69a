{#- The viewer's day, 05:00 to 05:00 on the clocks of the zone, that an instant belongs to. -#}
{% macro viewing_date(instant, timezone) -%}
    ({{ local_time(instant, timezone) }} - interval '5' hour)::date
{%- endmacro %}


{#- The instant, in UTC, at which the batch of a load day closes; a build looks at the sources then. -#}
{% macro batch_closes_at(load_date) -%}
    ({{ load_date }} + 1)::timestamp + interval '16' hour
{%- endmacro %}


{#- The minute of the day, from 0 at midnight, of a time on the viewer's clock. -#}
{% macro time_of_day_key(local_time) -%}
    (
        extract(hour from {{ local_time }}) * 60
        + extract(minute from {{ local_time }})
    )::integer
{%- endmacro %}


{#- The first day of the month that a date is in. -#}
{% macro month_of(date_day) -%}
    date_trunc('month', {{ date_day }})::date
{%- endmacro %}
