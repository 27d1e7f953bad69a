-- Each plan's day counts the changes of the day by their movement; a change of
-- the plan leaves one and arrives at the other. A day is final once the next
-- one is loaded. What recurs is what did the day before and what the changes
-- add.
{%- set first_day = tested_from() %}
{%- set kinds = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] %}

with

changes as (

    select
        *,
        is_upgrade or is_downgrade as is_of_plan

    from {{ ref('fct_subscription_changes') }}
    where change_date >= {{ first_day }}

),

clock as (

    select max(load_date) as last_day
    from {{ ref('raw_clock') }}

),

of_plans as (

    select
        days.date_day,
        days.plan,
        clock.last_day,
        changes.movement,
        changes.mrr_delta_usd,
        changes.mrr_before_usd,
        changes.is_of_plan and changes.plan = days.plan as is_arrival,
        changes.is_of_plan and changes.previous_plan = days.plan as is_leave

    from {{ ref('agg_subscription_daily') }} as days
    cross join clock
    left join changes
        on
            days.date_day = changes.change_date
            and (
                days.plan = changes.plan
                or (changes.is_of_plan and days.plan = changes.previous_plan)
            )
    where days.date_day >= {{ first_day }}

),

expected as (

    select
        date_day,
        plan,
        date_day < max(last_day) as is_final,
        count(*) filter (where movement = 'new') as new_subscriptions,
        count(*) filter (where movement = 'reactivation')
            as reactivated_subscriptions,
        count(*) filter (where movement = 'churn') as cancelled_subscriptions,
        count(*) filter (where is_arrival) as arrived_subscriptions,
        {%- for kind in kinds %}
        sum(
            case
                when movement = '{{ kind }}' and not is_leave
                    then mrr_delta_usd
                else 0
            end
        ) as mrr_{{ kind }}_usd,
        {%- endfor %}
        count(*) filter (where is_leave) as left_subscriptions,
        sum(
            case when is_leave then 0 else coalesce(mrr_delta_usd, 0) end
            + case when is_arrival then mrr_before_usd else 0 end
            - case when is_leave then mrr_before_usd else 0 end
        ) as mrr_step_usd

    from of_plans
    group by
        date_day,
        plan

),

found as (

    select
        *,
        mrr_usd - coalesce(
            lag(mrr_usd) over (partition by plan order by date_day), 0
        ) as mrr_step_usd

    from {{ ref('agg_subscription_daily') }}
    qualify date_day >= {{ first_day }}

),

{{ rows_that_differ_by('date_day', keys=['plan'], columns=[
    'new_subscriptions', 'reactivated_subscriptions',
    'cancelled_subscriptions', 'arrived_subscriptions', 'left_subscriptions',
    'mrr_new_usd', 'mrr_reactivation_usd', 'mrr_expansion_usd',
    'mrr_contraction_usd', 'mrr_churn_usd', 'mrr_step_usd', 'is_final',
]) }}
