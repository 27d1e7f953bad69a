-- What a viewer does in a session is done one after the other, on one device:
-- no play, pauses included, and no visit to the search page goes on when the
-- next event begins.
with

events as (

    select
        event_id,
        session_id,
        device_key,
        event_at,
        ended_at,
        lead(event_at) over (
            partition by session_id order by event_at, event_id
        ) as next_event_at,
        min(device_key) over (partition by session_id) as first_device_key

    from {{ ref('fct_events') }}
    where viewing_date >= {{ tested_from() }}

)

select *
from events
where
    ended_at > next_event_at
    or device_key <> first_device_key
