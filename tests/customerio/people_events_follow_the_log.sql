-- A person has an event for each change in raw, and is suppressed once for each
-- erasure that was completed.
with

events as (

    select * from {{ ref('people_events') }}

),

counted as (

    select
        user_id,
        case event_type
            when 'identified' then 'create'
            when 'deleted' then 'delete'
            else 'change'
        end as kind,
        1 as events

    from events
    where event_type <> 'suppressed'
    union all
    select
        user_id::varchar as user_id,
        case when kind in ('create', 'delete') then kind else 'change' end
            as kind,
        -1 as events

    from {{ ref('raw_user_changes') }}

),

erasures as (

    select
        user_id,
        1 as events

    from events
    where event_type = 'suppressed'
    union all
    select
        user_id::varchar as user_id,
        -1 as events

    from {{ ref('raw_cio_privacy_requests') }}
    where
        request_type = 'deletion'
        and status = 'completed'

)

select
    user_id,
    kind as event_type

from counted
group by all
having sum(events) <> 0
union all
select
    user_id,
    'suppressed' as event_type

from erasures
group by all
having sum(events) <> 0
