-- What makes monthly recurring revenue grow or shrink from month to month?
with

moved as (

    select
        movement,
        date_trunc('month', change_date)::date as month_start_date,
        sum(mrr_delta_usd) as mrr_delta_usd

    from {{ ref('fct_subscription_changes') }}
    group by all

),

bridge as (

    select
        month_start_date,
        {%- for movement in [
            'new', 'reactivation', 'expansion', 'contraction', 'churn'
        ] %}
        coalesce(
            sum(mrr_delta_usd) filter (where movement = '{{ movement }}'), 0
        ) as {{ movement }}_usd,
        {%- endfor %}
        sum(mrr_delta_usd) as change_usd

    from moved
    group by all

)

select
    *,
    sum(change_usd) over (order by month_start_date) as at_month_end_usd

from bridge
order by month_start_date
