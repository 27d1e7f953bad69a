-- A change begins with what the user's change before it left, is one of the
-- version that it points to, and began with that version or with a new price.
{%- set first_day = tested_from() %}

with

changes as (

    select
        changes.*,
        plans.plan_rank,
        versions.billing_cycle as cycle_of_version,
        versions.plan as plan_of_version,
        versions.valid_from as version_from,
        prices.valid_from as price_from,
        versions.status = 'active' as is_active

    from {{ ref('fct_subscription_changes') }} as changes
    left join {{ ref('dim_user_subscription') }} as versions
        on
            changes.subscription_version_key
            = versions.subscription_version_key
    left join {{ ref('dim_plan') }} as prices
        on changes.plan_version_key = prices.plan_version_key
    left join {{ ref('plans') }} as plans on changes.plan = plans.plan

),

neighbors as (

    select
        *,
        lag(is_active) over earlier as was_active,
        lag(plan) over earlier as plan_before,
        lag(plan_rank) over earlier as rank_before,
        lag(billing_cycle) over earlier as cycle_before,
        lag(subscription_version_key) over earlier as version_before

    from changes
    window earlier as (partition by user_id order by changed_at)

)

select
    subscription_change_key,
    user_id,
    changed_at

from neighbors
where
    changed_at >= {{ first_day }}
    and (
        previous_plan is distinct from plan_before
        or previous_billing_cycle is distinct from cycle_before
        or previous_subscription_version_key is distinct from version_before
        or plan is distinct from plan_of_version
        or billing_cycle is distinct from cycle_of_version
        or changed_at is distinct from greatest(version_from, price_from)
        or is_price_change is distinct from (price_from > version_from)
        or is_upgrade is distinct from coalesce(
            is_active and was_active and plan_rank > rank_before, false
        )
        or is_downgrade is distinct from coalesce(
            is_active and was_active and plan_rank < rank_before, false
        )
    )
