{#-
    The order in which arrivals of one event count: of several at one instant, the one that
    its batch lists first.
-#}
{% macro order_of_arrival() -%}
    ingested_at, load_date, arrival_number
{%- endmacro %}


{#-
    The first load day of which duplicates are judged, as a literal: the first new one and
    late_days more, since raw rows may be written again by mistake when their day is over.
    Where a day holds more rows than numbers, that has happened, and all from that day on is
    judged again.
-#}
{% macro judged_from(arrivals) %}
    {%- set new_from = first_new_day() -%}
    {%- if not has_window() -%}
        {{ return(new_from) }}
    {%- endif -%}
    {%- set query -%}
        select least(min(load_date), {{ new_from }} - {{ parameter('late_days') }}) as day
        from (
            select load_date
            from {{ arrivals }}
            group by load_date
            having count(*) > max(arrival_number)
        )
    {%- endset -%}
    {{ return(date_from(query)) }}
{% endmacro %}


{#-
    The arrivals that do not count since another one came before: the body of a CTE, from a
    CTE with the key, is_broken, arrival_number, ingested_at and load_date. Broken arrivals
    are no duplicates, but a raw row that was written twice is one, whatever is in it.
-#}
{% macro arrivals_that_repeat(arrivals, key) -%}
    with

    repeated as (

        select {{ key }}
        from {{ arrivals }}
        group by {{ key }}
        having count(*) > 1

    ),

    in_order as (

        select
            arrivals.*,
            row_number() over earlier as place,
            coalesce(
                load_date = lag(load_date) over earlier
                and arrival_number = lag(arrival_number) over earlier,
                false
            ) as is_written_again,
            first_value(load_date) over earlier as first_load_date,
            first_value(arrival_number) over earlier as first_arrival_number,
            first_value(ingested_at) over earlier as first_ingested_at

        from {{ arrivals }} as arrivals
        semi join repeated on arrivals.{{ key }} = repeated.{{ key }}
        window earlier as (
            partition by {{ key }}, is_broken
            order by {{ order_of_arrival() }}
        )

    )

    select
        {{ key }},
        if(is_broken, null, first_load_date) as first_load_date,
        if(is_broken, null, first_arrival_number) as first_arrival_number,
        arrival_number,
        is_written_again,
        if(is_broken, null, first_ingested_at) as first_ingested_at,
        ingested_at,
        load_date

    from in_order
    where
        is_written_again
        or (place > 1 and not is_broken)
{%- endmacro %}
