-- No event and no search lies before the start or after the end of its session.
{%- set first_day = tested_from() %}

with

instants as (

    select
        session_id,
        event_at as instant

    from {{ ref('fct_events') }}
    where viewing_date >= {{ first_day }}
    union all
    select
        session_id,
        search_at as instant

    from {{ ref('fct_search_history') }}
    where viewing_date >= {{ first_day }}

),

sessions as (

    select
        session_id,
        started_at,
        ended_at

    from {{ ref('fct_sessions') }}
    where viewing_date >= {{ first_day }}

)

select
    sessions.*,
    instants.instant

from instants
inner join sessions on instants.session_id = sessions.session_id
where
    instants.instant < sessions.started_at
    or instants.instant > sessions.ended_at
