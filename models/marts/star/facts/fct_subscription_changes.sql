{%- set follows_changes_of = ["user", "subscription"] -%}

{{ config(
    unique_key="user_id",
    incremental_predicates=[
        reaches_into_window("changed_at", follows_changes_of)
    ],
    meta={"follows_changes_of": follows_changes_of},
) }}

with

subscriptions as (

    select * from {{ in_window(ref('dim_user_subscription'), 'valid_to') }}

),

plans as (

    select * from {{ ref('dim_plan') }}

),

users as (

    select * from {{ in_window(ref('dim_user'), 'valid_to') }}

),

-- how long a subscription stays as it is, its price included
states as (

    select
        subscriptions.user_id,
        subscriptions.subscription_key,
        subscriptions.subscription_version_key,
        plans.plan_version_key,
        plans.plan,
        plans.plan_rank,
        subscriptions.billing_cycle,
        subscriptions.status = 'active' as is_active,
        case
            when subscriptions.status = 'active'
                then {{ monthly_price(
                    'subscriptions.billing_cycle',
                    'plans.monthly_price_usd',
                    'plans.yearly_price_usd'
                ) | indent(16) }}
            else 0
        end as mrr_usd,
        plans.valid_from > subscriptions.valid_from as is_price_change,
        greatest(subscriptions.valid_from, plans.valid_from) as valid_from

    from subscriptions
    inner join plans
        on
            subscriptions.plan = plans.plan
            and subscriptions.valid_from < plans.valid_to
            and subscriptions.valid_to > plans.valid_from

),

followed as (

    select
        *,
        lag(subscription_version_key) over earlier
            as previous_subscription_version_key,
        lag(plan) over earlier as previous_plan,
        lag(plan_rank) over earlier as previous_plan_rank,
        lag(billing_cycle) over earlier as previous_billing_cycle,
        lag(is_active) over earlier as was_active,
        coalesce(lag(mrr_usd) over earlier, 0) as previous_mrr_usd

    from states
    window earlier as (partition by user_id order by valid_from)

),

changed as (

    select
        *,
        mrr_usd - previous_mrr_usd as mrr_delta_usd

    from followed
    where
        valid_from >= {{ rewritten_from('valid_from') }}
        -- a price that the subscription doesn't pay concerns nobody
        and (
            not is_price_change
            or (is_active and mrr_usd <> previous_mrr_usd)
        )

),

described as (

    select
        ---------- keys
        {{ hash_key(['changed.user_id', 'changed.valid_from']) }}
            as subscription_change_key,
        changed.user_id,
        users.user_version_key,
        changed.subscription_key,
        changed.subscription_version_key,
        changed.previous_subscription_version_key,
        changed.plan_version_key,

        ---------- attributes
        case
            when changed.was_active is null and changed.is_active then 'new'
            when changed.was_active and not changed.is_active then 'churn'
            when not changed.was_active and changed.is_active
                then 'reactivation'
            when changed.mrr_delta_usd > 0 then 'expansion'
            when changed.mrr_delta_usd < 0 then 'contraction'
            else 'unchanged'
        end as movement,
        changed.plan,
        changed.previous_plan,
        changed.billing_cycle,
        changed.previous_billing_cycle,

        ---------- measures
        changed.is_active::integer
        - coalesce(changed.was_active, false)::integer as subscriptions_delta,
        changed.previous_mrr_usd::decimal(18, 2) as mrr_before_usd,
        changed.mrr_usd::decimal(18, 2) as mrr_after_usd,
        changed.mrr_delta_usd::decimal(18, 2) as mrr_delta_usd,

        ---------- flags
        changed.is_price_change,
        coalesce(
            changed.is_active
            and changed.was_active
            and changed.plan_rank > changed.previous_plan_rank,
            false
        ) as is_upgrade,
        coalesce(
            changed.is_active
            and changed.was_active
            and changed.plan_rank < changed.previous_plan_rank,
            false
        ) as is_downgrade,

        ---------- timestamps
        changed.valid_from as changed_at,
        changed.valid_from::date as change_date

    from changed
    {{ join_version('users', on=['user_id'], at='changed.valid_from') }}

)

select * from described
