-- Users by month of sign-up who still subscribe in later months.
select
    cohort_month,
    months_since_sign_up as months,
    users,
    subscribed_users as subscribed

from star.agg_cohort_retention
order by all
