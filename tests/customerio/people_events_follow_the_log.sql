-- A person has an event for each change in raw, begins with the sign-up, and is
-- suppressed and unsuppressed by turns.
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
    where event_type not in ('suppressed', 'unsuppressed')
    union all
    select
        user_id::varchar as user_id,
        case when kind in ('create', 'delete') then kind else 'change' end
            as kind,
        -1 as events

    from {{ ref('raw_user_changes') }}

),

turns as (

    select
        user_id,
        event_type,
        lag(event_type) over (
            partition by user_id order by event_timestamp, event_id
        ) as type_before

    from events
    where event_type in ('suppressed', 'unsuppressed')

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
    event_type

from turns
where
    event_type = type_before
    or (type_before is null and event_type = 'unsuppressed')
