{#-
    A test of a fact that has a row for each item of a list in the raw event: the days on which
    a column of it is not what the item, at its place in the list, says. `attributes` maps
    the columns that follow from the item to expressions on `item` and its event.
-#}
{% macro items_that_differ(fact, list, place, attributes) %}
    {%- set first_day = tested_from() %}
    with

    arrivals as (

        {{ first_valid_arrivals(first_day) | indent }}

    ),

    items as (

        select
            *,
            unnest({{ list }}) as item,
            generate_subscripts({{ list }}, 1) as {{ place }}

        from arrivals

    ),

    expected as (

        select
            items.event_id,
            items.{{ place }},
            items.user_id,
            items.session_id,
            {%- for column, expression in attributes.items() %}
            {{ expression }} as {{ column }},
            {%- endfor %}
            datepart('hour', items.local_at) * 60
            + datepart('minute', items.local_at) as time_of_day_key,
            items.timestamp as event_at,
            items.timestamp::date as event_date,
            items.viewing_date,
            items.load_date

        from items

    ),

    found as (

        select * from {{ ref(fact) }}
        where viewing_date >= {{ first_day }}

    ),

    {{ rows_that_differ_by(
        'viewing_date',
        keys=['event_id', place],
        columns=(
            ['user_id', 'session_id'] + (attributes | list)
            + ['time_of_day_key', 'event_at', 'event_date', 'load_date']
        )
    ) | indent }}
{%- endmacro %}
