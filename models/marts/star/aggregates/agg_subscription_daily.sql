{%- set counts = [
    'new_subscriptions', 'reactivated_subscriptions', 'cancelled_subscriptions',
    'arrived_subscriptions', 'left_subscriptions',
] %}
{%- set amounts = [
    'mrr_new_usd', 'mrr_reactivation_usd', 'mrr_expansion_usd',
    'mrr_contraction_usd', 'mrr_churn_usd', 'mrr_transferred_usd',
] %}

with

changes as (

    select * from {{ ref('fct_subscription_changes') }}

),

plans as (

    select plan from {{ ref('dim_plan') }}
    where is_current

),

dim_date as (

    select * from {{ ref('dim_date') }}

),

-- what a change of the plan takes from one, it brings to the other
moves as (

    select
        change_date as date_day,
        case movement when 'churn' then previous_plan else plan end as plan,
        (movement = 'new')::integer as new_subscriptions,
        (movement = 'reactivation')::integer as reactivated_subscriptions,
        (movement = 'churn')::integer as cancelled_subscriptions,
        (is_upgrade or is_downgrade)::integer as arrived_subscriptions,
        0 as left_subscriptions,
        case movement when 'new' then mrr_delta_usd else 0 end as mrr_new_usd,
        case movement when 'reactivation' then mrr_delta_usd else 0 end
            as mrr_reactivation_usd,
        case movement when 'expansion' then mrr_delta_usd else 0 end
            as mrr_expansion_usd,
        case movement when 'contraction' then mrr_delta_usd else 0 end
            as mrr_contraction_usd,
        case movement when 'churn' then mrr_delta_usd else 0 end
            as mrr_churn_usd,
        case when is_upgrade or is_downgrade then mrr_before_usd else 0 end
            as mrr_transferred_usd

    from changes

    union all

    select
        change_date as date_day,
        previous_plan as plan,
        0 as new_subscriptions,
        0 as reactivated_subscriptions,
        0 as cancelled_subscriptions,
        0 as arrived_subscriptions,
        1 as left_subscriptions,
        0 as mrr_new_usd,
        0 as mrr_reactivation_usd,
        0 as mrr_expansion_usd,
        0 as mrr_contraction_usd,
        0 as mrr_churn_usd,
        -mrr_before_usd as mrr_transferred_usd

    from changes
    where is_upgrade or is_downgrade

),

moved as (

    select
        date_day,
        plan,
        sum(new_subscriptions) as new_subscriptions,
        sum(reactivated_subscriptions) as reactivated_subscriptions,
        sum(cancelled_subscriptions) as cancelled_subscriptions,
        sum(arrived_subscriptions) as arrived_subscriptions,
        sum(left_subscriptions) as left_subscriptions,
        sum(mrr_new_usd) as mrr_new_usd,
        sum(mrr_reactivation_usd) as mrr_reactivation_usd,
        sum(mrr_expansion_usd) as mrr_expansion_usd,
        sum(mrr_contraction_usd) as mrr_contraction_usd,
        sum(mrr_churn_usd) as mrr_churn_usd,
        sum(mrr_transferred_usd) as mrr_transferred_usd

    from moves
    group by all

),

range_of_days as (

    select
        min(change_date) as first_day,
        greatest(max(change_date), {{ last_loaded_day() }}) as last_day

    from changes

),

days as (

    select
        dim_date.date_day,
        plans.plan

    from dim_date
    inner join range_of_days
        on
            dim_date.date_day >= range_of_days.first_day
            and dim_date.date_day <= range_of_days.last_day
    cross join plans

),

summed as (

    select
        ---------- keys
        days.date_day,
        days.plan,

        ---------- measures
        {%- for count in counts %}
        coalesce(moved.{{ count }}, 0)::bigint as {{ count }},
        {%- endfor %}
        coalesce(
            sum(
                moved.new_subscriptions
                + moved.reactivated_subscriptions
                - moved.cancelled_subscriptions
                + moved.arrived_subscriptions
                - moved.left_subscriptions
            ) over until_the_day,
            0
        )::bigint as active_subscriptions,
        {%- for amount in amounts %}
        coalesce(moved.{{ amount }}, 0)::decimal(18, 2) as {{ amount }},
        {%- endfor %}
        coalesce(
            sum(
                {%- for amount in amounts %}
                {{ '+ ' if not loop.first }}moved.{{ amount }}
                {%- endfor %}
            ) over until_the_day,
            0
        )::decimal(18, 2) as mrr_usd,

        ---------- flags
        {{ is_final_date_of_log('days.date_day') }} as is_final

    from days
    left join moved
        on
            days.date_day = moved.date_day
            and days.plan = moved.plan
    window until_the_day as (partition by days.plan order by days.date_day)

)

select * from summed
