-- How do subscriptions, churn and revenue develop from month to month?
select
    month_start_date,
    starts,
    resumes,
    cancellations,
    active_at_month_end,
    upgrades,
    downgrades,
    monthly_recurring_revenue_usd,
    round(churn_pct, 1) as churn_pct,
    round(monthly_recurring_revenue_usd / nullif(active_at_month_end, 0), 2)
        as revenue_per_subscription_usd

from {{ ref('agg_subscription_monthly') }}
where is_final
order by month_start_date
