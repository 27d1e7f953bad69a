-- How many users a month has the creator feed, by the continent they lived in?
select
    month_start_date,
    continent,
    sum(active_users) as active_users,
    sum(active_viewers) as active_viewers,
    sum(active_creators) as active_creators,
    round(sum(views) / sum(active_users), 1) as views_per_active_user,
    max(days_covered) as days_covered,
    bool_and(is_final) as is_final

from {{ ref('agg_active_users_monthly') }}
group by all
order by month_start_date asc, active_users desc
