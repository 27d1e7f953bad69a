-- Replays the raw log up to the end of each loaded date: who runs on which
-- plan, at the prices of the last day that had been opened by then. The bridge
-- leads from one date to the next, whatever it is grouped by.
{%- set first_day = tested_from() %}

with

clock as (

    select min(load_date) as first_loaded
    from {{ ref('raw_clock') }}

),

days as (

    select
        agg.*,
        agg.date_day + 1 as next_day

    from {{ ref('agg_subscription_daily') }} as agg
    cross join clock
    where
        agg.date_day >= {{ first_day }} - 1
        and agg.date_day >= clock.first_loaded - 1

),

dates as (

    select distinct
        date_day,
        next_day

    from days

),

prices as (

    select
        plan,
        monthly_price_usd,
        yearly_price_usd,
        load_date as holds_from,
        lead(load_date) over (partition by plan order by load_date)
            as holds_to

    from {{ ref('raw_plan_prices') }}

),

latest as (

    select
        dates.date_day,
        changes.user_id,
        arg_max(changes.kind, changes.change_id) as kind,
        arg_max(changes.plan, changes.change_id) as plan,
        arg_max(changes.billing_cycle, changes.change_id) as billing_cycle

    from dates
    inner join {{ ref('raw_subscription_changes') }} as changes
        on dates.next_day > changes.changed_at
    group by all

),

replayed as (

    select
        latest.date_day,
        latest.plan,
        count(*) as active_subscriptions,
        sum(
            {{ cents_a_month('latest.billing_cycle', 'prices') | indent(12) }}
        ) as mrr_cents

    from latest
    cross join clock
    inner join prices
        on
            latest.plan = prices.plan
            and greatest(latest.date_day, clock.first_loaded)
            >= prices.holds_from
            and coalesce(
                greatest(latest.date_day, clock.first_loaded)
                < prices.holds_to,
                true
            )
    where latest.kind <> 'cancel'
    group by all

),

bridged as (

    select
        change_date as date_day,
        sum(subscriptions_delta) as subscriptions_delta,
        sum(mrr_delta_usd) as mrr_delta_usd,
        sum(mrr_delta_usd) filter (where movement = 'expansion')
            as mrr_expansion_usd,
        count(*) filter (where movement = 'churn') as cancelled

    from {{ ref('fct_subscription_changes') }}
    group by all

),

totals as (

    select
        date_day,
        sum(active_subscriptions) as active_subscriptions,
        sum(mrr_usd) as mrr_usd,
        sum(mrr_expansion_usd) as mrr_expansion_usd,
        sum(mrr_transferred_usd) as mrr_transferred_usd,
        sum(cancelled_subscriptions) as cancelled

    from days
    group by all

),

steps as (

    select
        *,
        lag(active_subscriptions) over (order by date_day) as active_before,
        lag(mrr_usd) over (order by date_day) as mrr_before_usd

    from totals

),

unlike_the_log as (

    select
        days.date_day,
        days.plan

    from days
    left join replayed
        on
            days.date_day = replayed.date_day
            and days.plan = replayed.plan
    where
        days.active_subscriptions
        <> coalesce(replayed.active_subscriptions, 0)
        or days.mrr_usd * 100 <> coalesce(replayed.mrr_cents, 0)

),

unlike_the_bridge as (

    select
        steps.date_day,
        'all' as plan

    from steps
    left join bridged on steps.date_day = bridged.date_day
    where
        steps.active_subscriptions - steps.active_before
        <> coalesce(bridged.subscriptions_delta, 0)
        or steps.mrr_usd - steps.mrr_before_usd
        <> coalesce(bridged.mrr_delta_usd, 0)
        or steps.mrr_expansion_usd <> coalesce(bridged.mrr_expansion_usd, 0)
        or steps.cancelled <> coalesce(bridged.cancelled, 0)
        or steps.mrr_transferred_usd <> 0

),

unlike_the_months as (

    select
        totals.date_day,
        'all' as plan

    from totals
    inner join {{ ref('agg_subscription_monthly') }} as months
        on
            totals.date_day + 1
            = (months.month_start_date + interval '1' month)::date
    where
        totals.active_subscriptions <> months.active_at_month_end
        or totals.mrr_usd <> months.monthly_recurring_revenue_usd

)

select * from unlike_the_log
union all
select * from unlike_the_bridge
union all
select * from unlike_the_months
