-- All arrivals that were broken on purpose, no other, each with what was done
-- to it.
{%- set first_day = tested_from() %}

with

broken as (

    select
        defects.load_date,
        defects.arrival_number,
        defects.detail

    from {{ ref('raw_defects') }} as defects
    where
        defects.record_source = 'consumer_events'
        and defects.defect = 'invalid'
        and defects.load_date >= {{ first_day }}

),

quarantine as (

    select
        judged.load_date,
        judged.arrival_number,
        judged.reason

    from {{ ref('stg_consumer_events__quarantine') }} as judged
    where judged.load_date >= {{ first_day }}

)

select
    broken.detail,
    quarantine.reason,
    coalesce(broken.load_date, quarantine.load_date) as load_date,
    coalesce(broken.arrival_number, quarantine.arrival_number)
        as arrival_number

from broken
full join quarantine
    on
        broken.load_date = quarantine.load_date
        and broken.arrival_number = quarantine.arrival_number
where broken.detail is distinct from quarantine.reason
