-- The sessions on phones and tablets are those of fct_sessions, and their sums
-- those of the facts.
{%- set first_day = tested_from() %}

with

devices as (

    select * from {{ ref('dim_device') }}
    where os in ('iOS', 'Android')

),

expected as (

    select
        facts.session_id::varchar as session_id,
        devices.device_id::varchar as device_id,
        facts.user_id::varchar as user_id,
        min(facts.event_at) as session_start,
        max(facts.ended_at) as session_end,
        count(*) as events_tracked

    from {{ ref('fct_events') }} as facts
    inner join devices
        on facts.device_version_key = devices.device_version_key
    where facts.viewing_date >= {{ first_day }}
    group by all

),

found as (

    select
        session_id,
        device_id,
        user_id,
        session_start,
        session_end,
        events_tracked

    from {{ ref('device_sessions') }}
    where session_id in (select expected.session_id from expected)
    union all
    -- surplus ones, as far as the tested days reach for certain
    select
        session_id,
        device_id,
        user_id,
        session_start,
        session_end,
        events_tracked

    from {{ ref('device_sessions') }}
    where
        session_start >= {{ first_day }} + interval '2' day
        and session_id not in (select expected.session_id from expected)

),

{{ only_in_one_of('expected', 'found') }}
