with

subscription_changes as (

    select * from {{ ref('stg_platform__subscription_changes') }}

),

plans as (

    select
        plan,
        plan_rank

    from {{ ref('dim_plan') }}
    where is_current

),

fct_subscription_changes as (

    select * from {{ ref('fct_subscription_changes') }}

),

dim_date as (

    select * from {{ ref('dim_date') }}

),

changes as (

    select
        change_kind,
        plan,
        date_trunc('month', changed_at)::date as month_start_date,
        -- who comes back does so on any plan
        case
            when change_kind = 'change'
                then lag(plan) over (
                    partition by user_id order by changed_at, change_id
                )
        end as plan_before,
        max(changed_at) filter (where change_kind in ('start', 'resume')) over (
            partition by user_id order by changed_at, change_id
        ) as running_since

    from subscription_changes

),

moved as (

    select
        date_trunc('month', change_date)::date as month_start_date,
        sum(subscriptions_delta) as subscriptions,
        sum(mrr_delta_usd) as mrr_usd

    from fct_subscription_changes
    group by all

),

counted as (

    select
        changes.month_start_date,
        count(*) filter (where changes.change_kind = 'start') as starts,
        count(*) filter (where changes.change_kind = 'resume') as resumes,
        count(*) filter (where changes.change_kind = 'cancel')
            as cancellations,
        count(*) filter (
            where
            changes.change_kind = 'cancel'
            and changes.running_since < changes.month_start_date
        ) as churned,
        count(*) filter (where changes.plan <> changes.plan_before)
            as plan_changes,
        count(*) filter (where new_plans.plan_rank > old_plans.plan_rank)
            as upgrades,
        count(*) filter (where new_plans.plan_rank < old_plans.plan_rank)
            as downgrades

    from changes
    left join plans as new_plans on changes.plan = new_plans.plan
    left join plans as old_plans on changes.plan_before = old_plans.plan
    group by all

),

range_of_months as (

    select
        min(month_start_date) as first_month,
        greatest(
            max(month_start_date),
            date_trunc('month', {{ last_loaded_day() }})::date
        ) as last_month

    from changes

),

months as (

    select
        dim_date.date_day as month_start_date,
        (dim_date.date_day + interval '1' month)::date as next_month

    from dim_date
    inner join range_of_months
        on
            dim_date.date_day >= range_of_months.first_month
            and dim_date.date_day <= range_of_months.last_month
    where dim_date.date_day = dim_date.month_start_date

),

joined as (

    select
        months.month_start_date,
        months.next_month,
        coalesce(counted.starts, 0) as starts,
        coalesce(counted.resumes, 0) as resumes,
        coalesce(counted.cancellations, 0) as cancellations,
        coalesce(counted.churned, 0) as churned,
        coalesce(counted.plan_changes, 0) as plan_changes,
        coalesce(counted.upgrades, 0) as upgrades,
        coalesce(counted.downgrades, 0) as downgrades,
        coalesce(moved.subscriptions, 0)::bigint as net_subscriptions,
        coalesce(
            sum(moved.subscriptions)
                over (order by months.month_start_date),
            0
        )::bigint as active_at_month_end,
        coalesce(
            sum(moved.mrr_usd) over (order by months.month_start_date),
            0
        )::decimal(18, 2) as monthly_recurring_revenue_usd

    from months
    left join counted on months.month_start_date = counted.month_start_date
    left join moved on months.month_start_date = moved.month_start_date

),

described as (

    select
        ---------- keys
        month_start_date,

        ---------- measures
        starts,
        resumes,
        cancellations,
        churned,
        plan_changes,
        upgrades,
        downgrades,
        active_at_month_end,
        active_at_month_end - net_subscriptions as active_at_month_start,
        100.0::double * churned
        / nullif(active_at_month_end - net_subscriptions, 0) as churn_pct,
        monthly_recurring_revenue_usd,
        {{ days_covered_by_log('month_start_date') }} as days_covered,

        ---------- flags
        {{ is_final_date_of_log('next_month - 1') }} as is_final

    from joined

)

select * from described
