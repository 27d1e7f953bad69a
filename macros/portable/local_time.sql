{#- The time on the clocks of a zone at an instant in UTC, daylight saving time included. -#}
{% macro local_time(instant, timezone) -%}
    {{ return(adapter.dispatch('local_time')(instant, timezone)) }}
{%- endmacro %}

{% macro duckdb__local_time(instant, timezone) -%}
    timezone({{ timezone }}, make_timestamptz(epoch_us({{ instant }})))
{%- endmacro %}

{% macro spark__local_time(instant, timezone) -%}
    from_utc_timestamp({{ instant }}, {{ timezone }})
{%- endmacro %}
