-- How many subscribers pay but watched nothing in 28 days, by plan and age?
with

subscriptions as (

    select
        user_id,
        plan,
        start_date

    from {{ ref('dim_user_subscription') }}
    where is_current and status = 'active'

),

last_day as (

    select max(viewing_date) as last_day
    from {{ ref('agg_user_daily') }}

),

viewers as (

    select
        user_id,
        max(viewing_date) as last_watched

    from {{ ref('agg_user_daily') }}
    where plays > 0
    group by all

),

described as (

    select
        subscriptions.plan,
        case
            when subscriptions.start_date > last_day.last_day - 28
                then 'under 28 days'
            when subscriptions.start_date > last_day.last_day - 90
                then '28 to 89 days'
            when subscriptions.start_date > last_day.last_day - 365
                then '90 to 364 days'
            else 'a year and more'
        end as subscribed_for,
        coalesce(viewers.last_watched > last_day.last_day - 28, false)
            as has_watched_in_28_days,
        coalesce(viewers.last_watched > last_day.last_day - 7, false)
            as has_watched_in_7_days

    from subscriptions
    cross join last_day
    left join viewers on subscriptions.user_id = viewers.user_id

)

select
    plan,
    subscribed_for,
    count(*) as subscribers,
    count(*) filter (where has_watched_in_7_days) as watched_in_7_days,
    count(*) filter (where not has_watched_in_28_days)
        as not_watched_in_28_days,
    round(
        100 * count(*) filter (where not has_watched_in_28_days) / count(*), 1
    ) as not_watched_in_28_days_pct

from described
group by all
order by not_watched_in_28_days_pct desc, plan asc, subscribed_for asc
