-- What was done to the arrival that counts is what the event says of itself.
-- The truth is told of each arrival: a copy can be late where the first
-- arrival, broken, was in time.
{%- set first_day = tested_from() %}

with

events as (

    select
        accepted.event_id,
        accepted.load_date,
        accepted.arrival_number,
        accepted.is_late,
        accepted.is_orphan

    from {{ ref('stg_consumer_events__events') }} as accepted
    where accepted.load_date >= {{ first_day }}

),

defects as (

    select
        known.load_date,
        known.arrival_number,
        bool_or(known.defect = 'late') as was_late,
        bool_or(known.defect = 'orphan') as was_orphan

    from {{ ref('raw_defects') }} as known
    where
        known.record_source = 'consumer_events'
        and known.load_date >= {{ first_day }}
    group by all

)

select
    events.*,
    defects.was_late,
    defects.was_orphan

from events
left join defects
    on
        events.load_date = defects.load_date
        and events.arrival_number = defects.arrival_number
where
    events.is_late is distinct from coalesce(defects.was_late, false)
    or events.is_orphan is distinct from coalesce(defects.was_orphan, false)
