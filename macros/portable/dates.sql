{#-
    dbt asks each adapter for its own way to add to an instant and to count what lies between
    two. DuckDB's counts the boundaries that are crossed; that of dbt-spark loses fractions of
    a second, so Spark has forms here that count as DuckDB does.
-#}
{% macro spark__dateadd(datepart, interval, from_date_or_timestamp) -%}
    {%- set seconds = {
        'day': 86400, 'hour': 3600, 'minute': 60, 'second': 1, 'millisecond': 0.001
    }[datepart] -%}
    {{ from_date_or_timestamp }}::timestamp
    + make_dt_interval(0, 0, 0, ({{ interval }}) * {{ seconds }})
{%- endmacro %}


{% macro spark__datediff(first_date, second_date, datepart) -%}
    {%- if datepart == 'second' -%}
        (unix_seconds({{ second_date }}) - unix_seconds({{ first_date }}))
    {%- elif datepart == 'day' -%}
        date_diff('day', {{ first_date }}::date, {{ second_date }}::date)
    {%- elif datepart == 'month' -%}
        (
            (year({{ second_date }}) - year({{ first_date }})) * 12
            + month({{ second_date }}) - month({{ first_date }})
        )
    {%- else -%}
        {%- do exceptions.raise_compiler_error(
            'datediff in ' ~ datepart ~ 's has no form for Spark: add one to macros/portable/dates.sql'
        ) -%}
    {%- endif -%}
{%- endmacro %}
