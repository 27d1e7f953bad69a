-- Each event of the hub has its details, its four keys in the bridge, and a
-- content if it is a play and only then.
with

events as (

    select
        event_hk,
        load_datetime

    from {{ ref('hub_event') }}
    where load_datetime >= {{ tested_from() }}

),

details as (

    select
        event_hk,
        event_type,
        load_datetime

    from {{ ref('sat_event_details') }}
    where load_datetime >= {{ tested_from() }}

),

walk as (

    select
        event_hk,
        content_hk,
        load_datetime

    from {{ ref('bridge_user_event_content') }}
    where load_datetime >= {{ tested_from() }}

)

select
    events.event_hk,
    details.event_type,
    walk.content_hk

from events
left join details
    on
        events.event_hk = details.event_hk
        and events.load_datetime = details.load_datetime
left join walk
    on
        events.event_hk = walk.event_hk
        and events.load_datetime = walk.load_datetime
where
    details.event_hk is null
    or walk.event_hk is null
    or (details.event_type = 'content_play') <> (walk.content_hk is not null)
