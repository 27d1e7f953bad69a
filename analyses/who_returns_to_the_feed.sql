-- What share of a sign-up month's users is in the creator feed in later months?
select
    cohort_month,
    months_since_sign_up,
    month_start_date,
    users,
    active_users,
    days_covered,
    is_final,
    round(retention_pct, 1) as retention_pct

from {{ ref('agg_user_retention_monthly') }}
order by cohort_month, months_since_sign_up
