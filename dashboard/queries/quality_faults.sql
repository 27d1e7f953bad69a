-- The faults that the generator injected into the events, beside what the
-- warehouse found. What is late or an orphan is judged where it was accepted:
-- a duplicate of it, or one in quarantine, went no further. Copies are judged
-- where all of an event's are sound: of a broken one, the next takes its place.
with

broken as (

    select distinct event_id
    from raw.raw_defects
    where
        record_source = 'consumer_events'
        and defect = 'invalid'

),

accepted as (

    select
        load_date,
        arrival_number,
        is_late,
        is_orphan

    from staging.stg_consumer_events__events

),

injected as (

    select distinct
        defects.load_date,
        defects.arrival_number,
        case defects.defect
            when 'invalid' then defects.detail
            else defects.defect
        end as fault

    from raw.raw_defects as defects
    left join accepted
        on
            defects.load_date = accepted.load_date
            and defects.arrival_number = accepted.arrival_number
    where
        defects.record_source = 'consumer_events'
        and (
            defects.defect = 'invalid'
            or (
                defects.defect = 'duplicate'
                and defects.event_id not in (select broken.event_id from broken)
            )
            or (
                defects.defect in ('late', 'orphan')
                and accepted.load_date is not null
            )
        )

),

found as (

    select
        load_date,
        arrival_number,
        reason as fault

    from staging.stg_consumer_events__quarantine

    union all

    select
        load_date,
        arrival_number,
        'duplicate' as fault

    from staging.stg_consumer_events__duplicates
    where event_id not in (select broken.event_id from broken)

    union all

    select
        load_date,
        arrival_number,
        'late' as fault

    from accepted
    where is_late

    union all

    select
        load_date,
        arrival_number,
        'orphan' as fault

    from accepted
    where is_orphan

)

select
    coalesce(injected.fault, found.fault) as fault,
    count(injected.fault) as injected,
    count(found.fault) as found,
    count(*) filter (where found.fault is null) as missed,
    count(*) filter (where injected.fault is null) as wrong

from injected
full join found
    on
        injected.load_date = found.load_date
        and injected.arrival_number = found.arrival_number
        and injected.fault = found.fault
group by all
order by injected desc, fault asc
