-- The same for views and likes, none of which is broken.
{%- set first_day = tested_from() %}

with

{{ arrivals_and_copies('raw_post_events', 'post_events', first_day) }},

duplicates as (

    select
        load_date,
        arrival_number,
        first_load_date,
        first_arrival_number

    from {{ ref('stg_platform__post_event_duplicates') }}
    where
        load_date >= {{ first_day }}
        and not is_written_again

),

{{ only_in_one_of('expected', 'duplicates') }}
