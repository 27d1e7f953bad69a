-- Every user is a person with the plan and the profile of the star, and with
-- the traits that hold by the history; a deleted or suppressed one has none.
with

expected as (

    select
        users.user_id::varchar as user_id,
        case when not users.is_deleted then users.email end as email,
        case when not users.is_deleted then users.first_name end as first_name,
        case when not users.is_deleted then users.last_name end as last_name,
        case when not users.is_deleted then users.country_code end
            as country_code,
        case when not users.is_deleted then subscriptions.plan end as plan

    from {{ ref('dim_user') }} as users
    left join {{ ref('dim_user_subscription') }} as subscriptions
        on
            users.user_id = subscriptions.user_id
            and subscriptions.is_current
    where users.is_current

),

of_history as (

    select
        user_id,
        max(new_value) filter (where trait_name = 'email') as email,
        max(new_value) filter (where trait_name = 'first_name') as first_name,
        max(new_value) filter (where trait_name = 'last_name') as last_name,
        max(new_value) filter (where trait_name = 'country_code')
            as country_code,
        max(new_value) filter (where trait_name = 'plan') as plan

    from {{ ref('people_traits_history') }}
    where effective_to is null
    group by all

),

found as (

    select
        user_id,
        is_suppressed,
        email,
        first_name,
        last_name,
        location_country as country_code,
        plan

    from {{ ref('people') }}

)

select
    'dim_user' as held_against,
    coalesce(expected.user_id, found.user_id) as user_id

from expected
full join found on expected.user_id = found.user_id
where
    expected.user_id is null
    or found.user_id is null
    or (
        not found.is_suppressed
        and (
            expected.email, expected.first_name, expected.last_name,
            expected.country_code, expected.plan
        ) is distinct from (
            found.email, found.first_name, found.last_name,
            found.country_code, found.plan
        )
    )
union all
select
    'people_traits_history' as held_against,
    found.user_id

from found
left join of_history on found.user_id = of_history.user_id
where
    (
        found.email, found.first_name, found.last_name, found.country_code,
        found.plan
    ) is distinct from (
        of_history.email, of_history.first_name, of_history.last_name,
        of_history.country_code, of_history.plan
    )
