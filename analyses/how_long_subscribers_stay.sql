-- What share of the users still subscribes, by months since the sign-up?
select
    months_since_sign_up,
    count(*) as cohorts,
    sum(users) as users,
    sum(subscribed_users) as subscribed_users,
    round(100 * sum(subscribed_users) / sum(users), 1) as retention_pct

from {{ ref('agg_cohort_retention') }}
where is_final
group by all
order by months_since_sign_up
