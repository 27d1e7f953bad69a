-- Quarantined, a repeat, or an event: each arrival is one of these, and nothing
-- else is.
{%- set first_day = tested_from() %}

with

arrivals as (

    select
        events.event_id,
        events.ingested_at

    from {{ ref('raw_consumer_events') }} as events
    where events.load_date >= {{ first_day }}

),

fates as (

    select
        quarantine.event_id,
        quarantine.ingested_at,
        'quarantined' as fate

    from {{ ref('stg_consumer_events__quarantine') }} as quarantine
    where quarantine.load_date >= {{ first_day }}

    union all

    select
        duplicates.event_id,
        duplicates.ingested_at,
        'repeat' as fate

    from {{ ref('stg_consumer_events__duplicates') }} as duplicates
    where duplicates.load_date >= {{ first_day }}

    union all

    select
        events.event_id,
        events.ingested_at,
        'event' as fate

    from {{ ref('stg_consumer_events__events') }} as events
    where events.load_date >= {{ first_day }}

)

select
    coalesce(arrivals.event_id, fates.event_id) as event_id,
    coalesce(arrivals.ingested_at, fates.ingested_at) as ingested_at,
    count(arrivals.event_id) as arrivals,
    count(fates.fate) as fates

from arrivals
full join fates
    on
        arrivals.event_id = fates.event_id
        and arrivals.ingested_at = fates.ingested_at
group by all
having count(arrivals.event_id) <> 1 or count(fates.fate) <> 1
