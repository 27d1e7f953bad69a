-- An arrival is a duplicate if its event was sent again and an earlier arrival
-- of it was sound; a broken one is never a duplicate, it is broken. A copy can
-- come late_days after the first arrival, so the test looks that much further
-- back.
{%- set first_day = tested_from() %}

with

arrivals as (

    select
        events.event_id,
        events.ingested_at,
        events.load_date

    from {{ ref('raw_consumer_events') }} as events
    where events.load_date >= {{ first_day }} - {{ parameter('late_days') }}

),

defects as (

    select
        known.event_id,
        known.ingested_at,
        bool_or(known.defect = 'duplicate') as was_sent_again,
        bool_or(known.defect = 'invalid') as was_broken

    from {{ ref('raw_defects') }} as known
    where known.load_date >= {{ first_day }} - {{ parameter('late_days') }}
    group by all

),

sent_again as (

    select
        arrivals.event_id,
        arrivals.ingested_at,
        arrivals.load_date

    from arrivals
    inner join defects
        on
            arrivals.event_id = defects.event_id
            and arrivals.ingested_at = defects.ingested_at
    where defects.was_sent_again and not defects.was_broken

),

sound as (

    select arrivals.*
    from arrivals
    semi join sent_again
        on arrivals.event_id = sent_again.event_id
    left join defects
        on
            arrivals.event_id = defects.event_id
            and arrivals.ingested_at = defects.ingested_at
    where not coalesce(defects.was_broken, false)

),

expected as (

    select
        sent_again.event_id,
        sent_again.ingested_at,
        min(sound.ingested_at) as first_ingested_at

    from sent_again
    inner join sound
        on
            sent_again.event_id = sound.event_id
            and sent_again.ingested_at > sound.ingested_at
    where sent_again.load_date >= {{ first_day }}
    group by all

),

duplicates as (

    select
        judged.event_id,
        judged.ingested_at,
        judged.first_ingested_at

    from {{ ref('stg_consumer_events__duplicates') }} as judged
    where judged.load_date >= {{ first_day }}

)

select
    expected.first_ingested_at as expected_first,
    duplicates.first_ingested_at as found_first,
    coalesce(expected.event_id, duplicates.event_id) as event_id,
    coalesce(expected.ingested_at, duplicates.ingested_at) as ingested_at

from expected
full join duplicates
    on
        expected.event_id = duplicates.event_id
        and expected.ingested_at = duplicates.ingested_at
where expected.first_ingested_at is distinct from duplicates.first_ingested_at
