-- No session begins before the viewer's last one is over, and none goes on past
-- 05:00 on the viewer's clock, which may be set back in the night.
with

sessions as (

    select
        sessions.session_id,
        sessions.viewing_date,
        sessions.started_at,
        sessions.ended_at,
        lead(sessions.started_at) over (
            partition by sessions.user_id order by sessions.started_at
        ) as next_started_at,
        {{ local_time('sessions.ended_at', 'locations.timezone') }}
            as local_ended_at

    from {{ ref('fct_sessions') }} as sessions
    inner join {{ ref('dim_location') }} as locations
        on sessions.location_version_key = locations.location_version_key
    where sessions.viewing_date >= {{ tested_from() }}

)

select
    session_id,
    started_at,
    ended_at,
    next_started_at,
    local_ended_at

from sessions
where
    ended_at > next_started_at
    or local_ended_at > (viewing_date + 1)::timestamp + interval '5' hour
