-- The intervals of a trait have neither gap nor overlap, each begins with the
-- value that the one before left, and the last one alone is open. Of the plan,
-- there are as many as raw has changes of it.
with

history as (

    select
        *,
        lead(old_value) over of_the_trait as next_old_value,
        lead(effective_from) over of_the_trait as next_from,
        row_number() over of_the_trait as place

    from {{ ref('people_traits_history') }}
    window of_the_trait as (
        partition by user_id, trait_name order by effective_from
    )

),

plans_in_raw as (

    select
        user_id::varchar as user_id,
        count(*) as changes

    from (
        select
            user_id,
            plan,
            lag(plan) over (
                partition by user_id order by changed_at, change_id
            ) as plan_before

        from {{ ref('raw_subscription_changes') }}
    )
    where plan is distinct from plan_before
    group by all

),

plans as (

    select
        user_id,
        count(*) as changes

    from {{ ref('people_traits_history') }}
    where
        trait_name = 'plan'
        and new_value is not null
    group by all

)

select
    user_id,
    trait_name

from history
where
    effective_to is distinct from next_from
    or (next_from is not null and new_value is distinct from next_old_value)
    or (place = 1 and old_value is not null)
union all
select
    plans_in_raw.user_id,
    'plan' as trait_name

from plans_in_raw
inner join {{ ref('people') }} as people
    on plans_in_raw.user_id = people.user_id
left join plans on plans_in_raw.user_id = plans.user_id
where
    not people.is_suppressed
    and plans.changes is distinct from plans_in_raw.changes
