-- Quarantined, a repeat, or an event: each raw row is one of these, and nothing
-- else is.
{%- set first_day = tested_from() %}

with

arrivals as (

    select
        load_date,
        arrival_number,
        count(*) as raw_rows

    from {{ ref('raw_consumer_events') }}
    where load_date >= {{ first_day }}
    group by all

),

fates as (

    {% for fate in ['quarantine', 'duplicates', 'events'] %}
    select
        load_date,
        arrival_number

    from {{ ref('stg_consumer_events__' ~ fate) }}
    where load_date >= {{ first_day }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

counted as (

    select
        load_date,
        arrival_number,
        count(*) as fates

    from fates
    group by all

)

select
    arrivals.raw_rows,
    counted.fates,
    coalesce(arrivals.load_date, counted.load_date) as load_date,
    coalesce(arrivals.arrival_number, counted.arrival_number)
        as arrival_number

from arrivals
full join counted
    on
        arrivals.load_date = counted.load_date
        and arrivals.arrival_number = counted.arrival_number
where arrivals.raw_rows is distinct from counted.fates
