-- Replays the raw log up to the end of each month, and counts who runs, what
-- they pay, what happened since the month before and who of those that ran then
-- cancelled.
{%- set first_month = "date_trunc('month', " ~ tested_from() ~ ")::date" %}

with

dates as (

    select changed_at::date as date_day
    from {{ ref('raw_subscription_changes') }}
    union
    select max(load_date) as date_day
    from {{ ref('raw_clock') }}

),

months as (

    select distinct
        date_trunc('month', date_day)::date as month_start_date,
        (date_trunc('month', date_day) + interval '1' month)::date
            as next_month

    from dates
    where date_day >= {{ first_month }}

),

latest as (

    select
        changes.*,
        months.month_start_date

    from months
    inner join {{ ref('raw_subscription_changes') }} as changes
        on months.next_month > changes.changed_at
    qualify row_number() over (
        partition by months.month_start_date, changes.user_id
        order by changes.changed_at desc, changes.change_id desc
    ) = 1

),

-- the last list by the end of the month, or the first of all
prices as (

    select
        months.month_start_date,
        prices.plan,
        arg_max(prices.monthly_price_usd, prices.load_date)
            as monthly_price_usd,
        arg_max(prices.yearly_price_usd, prices.load_date)
            as yearly_price_usd

    from months
    inner join {{ ref('raw_plan_prices') }} as prices
        on
            months.next_month > prices.load_date
            or prices.load_date = (
                select min(load_date)
                from {{ ref('raw_clock') }}
            )
    group by all

),

running as (

    select
        latest.month_start_date,
        count(*) as active,
        sum(
            {{ cents_a_month('latest.billing_cycle', 'prices') | indent(12) }}
        ) as revenue_cents

    from latest
    inner join prices
        on
            latest.month_start_date = prices.month_start_date
            and latest.plan = prices.plan
    where latest.kind <> 'cancel'
    group by all

),

changes as (

    select
        changes.*,
        months.month_start_date

    from months
    inner join {{ ref('raw_subscription_changes') }} as changes
        on
            months.month_start_date <= changes.changed_at
            and months.next_month > changes.changed_at

),

ranked as (

    select
        changes.month_start_date,
        changes.change_id,
        changes.kind,
        max(plans.plan_rank) as plan_rank,
        arg_max(plans_before.plan_rank, befores.changed_at) as rank_before

    from changes
    inner join {{ ref('plans') }} as plans on changes.plan = plans.plan
    left join {{ ref('raw_subscription_changes') }} as befores
        on
            changes.user_id = befores.user_id
            and changes.change_id > befores.change_id
    left join {{ ref('plans') }} as plans_before
        on befores.plan = plans_before.plan
    group by all

),

happened as (

    select
        month_start_date,
        count(*) filter (where kind = 'start') as starts,
        count(*) filter (where kind = 'resume') as resumes,
        count(*) filter (where kind = 'cancel') as cancellations,
        count(*) filter (where kind = 'change' and plan_rank > rank_before)
            as upgrades,
        count(*) filter (where kind = 'change' and plan_rank < rank_before)
            as downgrades

    from ranked
    group by all

),

months_of_users as (

    select
        month_start_date,
        user_id,
        arg_min(kind, change_id) as first_kind,
        bool_or(kind = 'cancel') as has_cancelled

    from changes
    group by all

),

-- whose first change in a month is no start and no resumption ran before it
lost as (

    select
        month_start_date,
        count(*) as users

    from months_of_users
    where first_kind not in ('start', 'resume') and has_cancelled
    group by all

),

clock as (

    select max(load_date) as last_day
    from {{ ref('raw_clock') }}

),

differing as (

    select months.month_start_date
    from months
    cross join clock
    left join {{ ref('agg_subscription_monthly') }} as agg
        on months.month_start_date = agg.month_start_date
    left join running on months.month_start_date = running.month_start_date
    left join happened on months.month_start_date = happened.month_start_date
    left join lost on months.month_start_date = lost.month_start_date
    where
        agg.month_start_date is null
        or agg.starts <> coalesce(happened.starts, 0)
        or agg.resumes <> coalesce(happened.resumes, 0)
        or agg.cancellations <> coalesce(happened.cancellations, 0)
        or agg.upgrades <> coalesce(happened.upgrades, 0)
        or agg.downgrades <> coalesce(happened.downgrades, 0)
        or agg.plan_changes <> agg.upgrades + agg.downgrades
        or agg.churned <> coalesce(lost.users, 0)
        or agg.active_at_month_end <> coalesce(running.active, 0)
        or agg.active_at_month_end <> agg.active_at_month_start
        + agg.starts + agg.resumes - agg.cancellations
        or round(agg.churn_pct, 6) is distinct from round(
            100.0 * coalesce(lost.users, 0)
            / nullif(agg.active_at_month_start, 0),
            6
        )
        or agg.monthly_recurring_revenue_usd * 100
        <> coalesce(running.revenue_cents, 0)
        or agg.is_final <> (
            date_trunc('month', clock.last_day)::date > months.month_start_date
        )

)

select * from differing
