-- All arrivals that were broken on purpose, no other, each with what was done
-- to it.
{%- set first_day = tested_from() %}

with

broken as (

    select
        defects.event_id,
        defects.ingested_at,
        defects.detail

    from {{ ref('raw_defects') }} as defects
    where
        defects.defect = 'invalid'
        and defects.load_date >= {{ first_day }}

),

quarantine as (

    select
        judged.event_id,
        judged.ingested_at,
        judged.reason

    from {{ ref('stg_consumer_events__quarantine') }} as judged
    where judged.load_date >= {{ first_day }}

)

select
    broken.detail,
    quarantine.reason,
    coalesce(broken.event_id, quarantine.event_id) as event_id,
    coalesce(broken.ingested_at, quarantine.ingested_at) as ingested_at

from broken
full join quarantine
    on
        broken.event_id = quarantine.event_id
        and broken.ingested_at = quarantine.ingested_at
where broken.detail is distinct from quarantine.reason
