-- All webhooks that were broken on purpose, no other, each with what was done
-- to it.
{%- set first_day = tested_from() %}

with

broken as (

    select
        load_date,
        arrival_number,
        detail

    from {{ ref('raw_cio_defects') }}
    where defect = 'invalid' and load_date >= {{ first_day }}

),

quarantine as (

    select
        load_date,
        arrival_number,
        reason

    from {{ ref('stg_customerio__metric_quarantine') }}
    where load_date >= {{ first_day }}

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
