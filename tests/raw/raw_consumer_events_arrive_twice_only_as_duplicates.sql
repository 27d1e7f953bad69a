-- An event has one arrival, and one more for each duplicate in raw_defects. All
-- arrivals of an event lie within late_days. Rows that were written again by
-- mistake are no arrivals.
{%- set first_day = tested_from() %}
{%- set seen_from = first_day ~ ' - ' ~ parameter('late_days') %}

with

arrivals as (

    select
        events.event_id,
        count(distinct concat(events.load_date, '/', events.arrival_number))
            as arrivals

    from {{ ref('raw_consumer_events') }} as events
    where events.load_date >= {{ seen_from }}
    group by all
    having
        count(distinct concat(events.load_date, '/', events.arrival_number)) > 1
        and max(events.load_date) >= {{ first_day }}

),

duplicates as (

    select
        defects.event_id,
        count(*) as duplicates

    from {{ ref('raw_defects') }} as defects
    semi join arrivals
        on defects.event_id = arrivals.event_id
    where
        defects.record_source = 'consumer_events'
        and defects.defect = 'duplicate'
        and defects.load_date >= {{ seen_from }}
    group by all

)

select
    arrivals.event_id,
    arrivals.arrivals,
    duplicates.duplicates

from arrivals
left join duplicates
    on arrivals.event_id = duplicates.event_id
where arrivals.arrivals is distinct from duplicates.duplicates + 1
