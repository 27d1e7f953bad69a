-- What was done to the arrival that counts is what the event says of itself.
-- The truth is told of each arrival: a copy can be late where the first
-- arrival, broken, was in time.
{%- set first_day = tested_from() %}

with

events as (

    select
        accepted.event_id,
        accepted.ingested_at,
        accepted.is_late,
        accepted.is_orphan

    from {{ ref('stg_consumer_events__events') }} as accepted
    where accepted.load_date >= {{ first_day }}

),

defects as (

    select
        known.event_id,
        known.ingested_at,
        bool_or(known.defect = 'late') as was_late,
        bool_or(known.defect = 'orphan') as was_orphan

    from {{ ref('raw_defects') }} as known
    where known.load_date >= {{ first_day }}
    group by all

)

select
    events.*,
    defects.was_late,
    defects.was_orphan

from events
left join defects
    on
        events.event_id = defects.event_id
        and events.ingested_at = defects.ingested_at
where
    events.is_late is distinct from coalesce(defects.was_late, false)
    or events.is_orphan is distinct from coalesce(defects.was_orphan, false)
