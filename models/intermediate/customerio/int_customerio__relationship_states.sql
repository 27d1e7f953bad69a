{{ config(materialized="view") }}

with

relationships as (

    select * from {{ ref('int_customerio__relationships') }}

),

states as (

    select
        *,
        1 as place,
        role as role_from_now_on,
        started_at as changed_at

    from relationships
    union all
    select
        *,
        2 as place,
        later_role as role_from_now_on,
        role_changed_at as changed_at

    from relationships
    where role_changed_at is not null
    union all
    select
        *,
        3 as place,
        null as role_from_now_on,
        ended_at as changed_at

    from relationships
    where ended_at is not null

),

known as (

    select
        ---------- ids
        relationship_id,
        user_id,
        object_id,
        object_type_id,

        ---------- attributes
        relationship_type,
        place,
        role_from_now_on as role,
        case place when 3 then end_reason end as end_reason,

        ---------- timestamps
        changed_at,
        -- that a run has ended is known when no late event can go on with it
        changed_at
        + case
            when place = 3 and end_reason = 'idle'
                then {{ parameter('late_days') }} + 1
            else 0
        end * interval '1' day as known_at

    from states

)

select * from known
