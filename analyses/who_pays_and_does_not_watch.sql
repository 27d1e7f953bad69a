-- How many subscribers pay but have watched nothing so far, by plan and age?
-- One in five watched nothing in the month; new subscribers are the keenest.
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

)

select
    subscriptions.plan,
    case
        when subscriptions.start_date > last_day.last_day - 90
            then 'under 90 days'
        when subscriptions.start_date > last_day.last_day - 365
            then 'under a year'
        else 'a year and more'
    end as subscribed_for,
    count(*) as subscribers,
    count(*) filter (where viewers.user_id is null) as never_watched,
    count(*) filter (where viewers.last_watched > last_day.last_day - 7)
        as watched_in_last_week,
    round(
        100 * count(*) filter (where viewers.user_id is null) / count(*), 1
    ) as never_watched_pct

from subscriptions
cross join last_day
left join viewers on subscriptions.user_id = viewers.user_id
group by all
order by never_watched_pct desc, subscriptions.plan asc, subscribed_for asc
