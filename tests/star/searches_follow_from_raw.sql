-- Every search of the days that a build may rewrite is the one at its place in
-- the list of its raw event.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

items as (

    select
        *,
        unnest(search_history) as item,
        generate_subscripts(search_history, 1) as search_number

    from arrivals

),

expected as (

    select
        items.event_id,
        items.search_number,
        items.item.search_id,
        items.user_id,
        items.session_id,
        {{ clean_text('items.item.query') }} as query,
        items.item.results_count,
        items.item.timestamp as search_at,
        datepart('hour', items.local_at) * 60
        + datepart('minute', items.local_at) as time_of_day_key,
        items.timestamp as event_at,
        items.timestamp::date as event_date,
        items.viewing_date,
        items.load_date

    from items

),

found as (

    select * from {{ ref('fct_search_history') }}
    where viewing_date >= {{ first_day }}

),

{{ rows_that_differ_by(
    'viewing_date', keys=['event_id', 'search_number'],
    columns=[
        'search_id', 'user_id', 'session_id', 'query', 'results_count',
        'search_at', 'time_of_day_key', 'event_at', 'event_date', 'load_date',
    ]
) }}
