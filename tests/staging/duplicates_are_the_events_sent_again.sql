-- An arrival is a duplicate if its event was sent again and an earlier arrival
-- of it was sound; a broken one is never a duplicate, it is broken. A copy can
-- come late_days after the first arrival, so the test looks that much further
-- back. What was written twice by mistake is none of the feed's doing.
{%- set first_day = tested_from() %}

with

{{ arrivals_and_copies('raw_consumer_events', 'consumer_events', first_day) }},

duplicates as (

    select
        load_date,
        arrival_number,
        first_load_date,
        first_arrival_number

    from {{ ref('stg_consumer_events__duplicates') }}
    where
        load_date >= {{ first_day }}
        and not is_written_again

),

{{ only_in_one_of('expected', 'duplicates') }}
