{#- Loads a table one period of time after the other, from the first load on. Config, or meta:
`timestamp_field`, `period` (day), and of the bounds `start_date` and `stop_date` those that are
wanted; `date_source_models`, or else every model that this one reads, say which periods have
rows. -#}
{% materialization vault_insert_by_period, adapter='duckdb' -%}

    {%- set field = automate_dv_duckdb.setting('timestamp_field') -%}
    {%- set period = automate_dv_duckdb.setting('period', 'day') | lower -%}
    {%- do automate_dv_duckdb.check_period(field, period) -%}
    {%- set bounds = {
        'start': automate_dv_duckdb.setting('start_date'),
        'stop': automate_dv_duckdb.setting('stop_date'),
    } -%}
    {%- set periods = automate_dv_duckdb.distinct_values(
        'date_source_models',
        field,
        "date_trunc('" ~ period ~ "', " ~ field ~ ')::timestamp',
        automate_dv_duckdb.period_bounds(field, period, bounds)
    ) -%}

    {%- set parts = [] -%}
    {%- for first in periods -%}
        {%- do parts.append({
            'name': period ~ ' ' ~ first,
            'filter': automate_dv_duckdb.period_filter(field, period, first, bounds),
        }) -%}
    {%- endfor -%}
    {{ return(automate_dv_duckdb.load_in_parts('__PERIOD_FILTER__', parts)) }}

{%- endmaterialization %}


{% macro check_period(field, period) -%}
    {%- set periods = [
        'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year',
    ] -%}
    {%- do automate_dv_duckdb.require('vault_insert_by_period', {'timestamp_field': field}) -%}
    {%- if period == 'microsecond' -%}
        {%- do automate_dv_duckdb.raise_error(
            'vault_insert_by_period',
            "can't load by microsecond. This datepart is too small: take a millisecond or more"
        ) -%}
    {%- elif period not in periods -%}
        {%- do automate_dv_duckdb.raise_error(
            'vault_insert_by_period',
            "knows no period '" ~ period ~ "', only " ~ periods | join(', ')
        ) -%}
    {%- elif period == 'millisecond' -%}
        {%- do exceptions.warn(
            'automate_dv.vault_insert_by_period in ' ~ this.identifier
            ~ ' loads by millisecond. This datepart is small: each one that has rows is a query'
        ) -%}
    {%- endif -%}
{%- endmacro %}


{#- The rows between the bounds; the period that the last bound lies in counts whole. -#}
{% macro period_bounds(field, period, bounds) -%}
    {%- set conditions = [field ~ ' is not null'] -%}
    {%- if bounds.start is not none -%}
        {%- do conditions.append(field ~ " >= timestamp '" ~ bounds.start ~ "'") -%}
    {%- endif -%}
    {%- if bounds.stop is not none -%}
        {%- do conditions.append(
            field ~ " < date_trunc('" ~ period ~ "', timestamp '" ~ bounds.stop
            ~ "') + interval 1 " ~ period
        ) -%}
    {%- endif -%}
    {{ return(conditions | join(' and ')) }}
{%- endmacro %}


{#- The rows of one period, which begins with the instant `first`. -#}
{% macro period_filter(field, period, first, bounds) -%}
    {{ return(
        field ~ " >= timestamp '" ~ first ~ "' and " ~ field ~ " < timestamp '" ~ first
        ~ "' + interval 1 " ~ period
        ~ (
            ' and ' ~ field ~ " >= timestamp '" ~ bounds.start ~ "'"
            if bounds.start is not none else ''
        )
    ) }}
{%- endmacro %}
