with

changes as (

    select * from {{ ref('fct_subscription_changes') }}

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

{% set counts = ['new', 'reactivated', 'cancelled', 'arrived', 'left'] -%}
{%- set amounts = [
    'new', 'reactivation', 'expansion', 'contraction', 'churn', 'transferred'
] -%}

moved as (

    select
        date_day,
        plan,
        {%- for count in counts %}
        sum({{ count }}_subscriptions) as {{ count }}_subscriptions,
        {%- endfor %}
        {%- for amount in amounts %}
        sum(mrr_{{ amount }}_usd) as mrr_{{ amount }}_usd
        {{- ',' if not loop.last }}
        {%- endfor %}

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

    from {{ ref('dim_date') }} as dim_date
    inner join range_of_days
        on
            dim_date.date_day >= range_of_days.first_day
            and dim_date.date_day <= range_of_days.last_day
    cross join (
        select plan from {{ ref('dim_plan') }}
        where is_current
    ) as plans

),

summed as (

    select
        ---------- keys
        days.date_day,
        days.plan,

        ---------- measures
        {%- for count in counts %}
        coalesce(moved.{{ count }}_subscriptions, 0)::bigint
            as {{ count }}_subscriptions,
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
        coalesce(moved.mrr_{{ amount }}_usd, 0)::decimal(18, 2)
            as mrr_{{ amount }}_usd,
        {%- endfor %}
        coalesce(
            sum(
                {%- for amount in amounts %}
                {{ '+ ' if not loop.first }}moved.mrr_{{ amount }}_usd
                {%- endfor %}
            ) over until_the_day,
            0
        )::decimal(18, 2) as mrr_usd,

        ---------- flags
        days.date_day < {{ last_loaded_day() }} as is_final

    from days
    left join moved
        on
            days.date_day = moved.date_day
            and days.plan = moved.plan
    window until_the_day as (partition by days.plan order by days.date_day)

)

select * from summed
