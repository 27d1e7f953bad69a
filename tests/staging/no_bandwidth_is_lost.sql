-- A bandwidth that was sent is a number; a text in a new form would become null
-- in silence.
{%- set first_day = tested_from() %}

with

sent as (

    select
        accepted.event_id,
        accepted.event_details.bandwidth

    from {{ ref('stg_consumer_events__accepted') }} as accepted
    where
        accepted.load_date >= {{ first_day }}
        and trim(accepted.event_details.bandwidth) <> ''

)

select sent.*
from sent
inner join {{ ref('stg_consumer_events__events') }} as events
    on sent.event_id = events.event_id
where
    events.load_date >= {{ first_day }}
    and events.bandwidth_mbps is null
