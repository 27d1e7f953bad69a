-- No session begins before the viewer's last one is over, and none goes on past
-- 05:00 on the viewer's clock.
with

sessions as (

    select
        *,
        lead(started_at) over (
            partition by user_id order by started_at
        ) as next_started_at,
        {{ seconds_after('local_started_at', 'session_seconds') }}
            as local_ended_at

    from {{ ref('fct_sessions') }}
    where viewing_date >= {{ tested_from() }}

)

select
    session_id,
    started_at,
    ended_at,
    next_started_at

from sessions
where
    ended_at > next_started_at
    or local_ended_at > (viewing_date + 1)::timestamp + interval '5' hour
