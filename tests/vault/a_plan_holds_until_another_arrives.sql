-- The plans of a user, recounted from the subscription's states in the order of
-- their arrival: another plan ends the one before, and 'none' is one as well.
with

states as (

    select
        hub_user.user_id,
        details.load_datetime,
        case details.status when 'cancelled' then 'none' else details.plan end
            as plan_name

    from {{ ref('sat_user_subscription') }} as details
    inner join {{ ref('hub_user') }} as hub_user
        on details.user_hk = hub_user.user_hk

),

neighbours as (

    select
        user_id,
        plan_name,
        load_datetime,
        lag(plan_name) over arrivals as plan_before

    from states
    window arrivals as (partition by user_id order by load_datetime)

),

expected as (

    select
        user_id,
        plan_name,
        load_datetime,
        true as is_open

    from neighbours
    where plan_name is distinct from plan_before

    union all

    select
        user_id,
        plan_before as plan_name,
        load_datetime,
        false as is_open

    from neighbours
    where plan_name <> plan_before

),

found as (

    select
        hub_user.user_id,
        hub_plan.plan_name,
        relations.load_datetime,
        relations.ended_at = {{ open_end() }} as is_open

    from {{ ref('effsat_user_plan') }} as relations
    inner join {{ ref('hub_user') }} as hub_user
        on relations.user_hk = hub_user.user_hk
    inner join {{ ref('hub_plan') }} as hub_plan
        on relations.plan_hk = hub_plan.plan_hk

),

{{ only_in_one_of('expected', 'found') }}
