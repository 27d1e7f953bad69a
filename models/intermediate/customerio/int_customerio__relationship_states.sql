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
        user_id as acting_user_id,
        started_at as changed_at,
        start_arrived_at as arrived_at,
        start_load_date as load_date

    from relationships
    union all
    select
        *,
        2 as place,
        later_role as role_from_now_on,
        user_id as acting_user_id,
        role_changed_at as changed_at,
        role_arrived_at as arrived_at,
        role_load_date as load_date

    from relationships
    where role_changed_at is not null
    union all
    select
        *,
        3 as place,
        null as role_from_now_on,
        ended_by_user_id as acting_user_id,
        ended_at as changed_at,
        -- that a run has ended is known when no late event can go on with it
        ended_at + case end_reason
            when 'idle' then {{ parameter('late_days') }} + 1
            else 0
        end * interval '1' day as arrived_at,
        end_load_date as load_date

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
        acting_user_id,

        ---------- attributes
        relationship_type,
        place,
        role_from_now_on as role,
        case place when 3 then end_reason end as end_reason,

        ---------- timestamps
        changed_at,
        arrived_at,
        -- a batch holds what happened until 16:00 on the day after it
        coalesce(
            load_date,
            greatest(
                (arrived_at - interval '16' hour)::date,
                {{ parameter_literal('start_date') }}
            )
        ) as load_date

    from states

)

select * from known
