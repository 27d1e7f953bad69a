-- As many actions, recommendations and searches of each event as its accepted
-- arrival has.
{%- set first_day = tested_from() %}

with

{% set lists = {
    'user_actions': 'user_action',
    'recommendations': 'recommendations',
    'search_history': 'search_history',
} -%}

events as (

    select
        accepted.load_date,
        accepted.arrival_number

    from {{ ref('stg_consumer_events__events') }} as accepted
    where accepted.load_date >= {{ first_day }}

),

expected as (

    {% for model, list in lists.items() %}
    select distinct
        '{{ model }}' as list,
        arrivals.event_id,
        len(arrivals.{{ list }}) as items

    from {{ ref('raw_consumer_events') }} as arrivals
    semi join events
        on
            arrivals.load_date = events.load_date
            and arrivals.arrival_number = events.arrival_number
    where
        arrivals.load_date >= {{ first_day }}
        and len(arrivals.{{ list }}) > 0
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

found as (

    {% for model in lists %}
    select
        '{{ model }}' as list,
        event_id,
        count(*) as items

    from {{ ref('stg_consumer_events__' ~ model) }}
    where load_date >= {{ first_day }}
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    expected.items as expected_items,
    found.items as found_items,
    coalesce(expected.list, found.list) as list,
    coalesce(expected.event_id, found.event_id) as event_id

from expected
full join found
    on
        expected.list = found.list
        and expected.event_id = found.event_id
where expected.items is distinct from found.items
