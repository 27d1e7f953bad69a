-- Do subscribers of more expensive plans watch more?
with

viewers as (

    select
        subscriptions.plan,
        dim_date.month_start_date,
        count(distinct events.user_id) as viewers

    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_user_subscription') }} as subscriptions
        on
            events.subscription_version_key
            = subscriptions.subscription_version_key
    inner join {{ ref('dim_date') }} as dim_date
        on events.viewing_date = dim_date.date_day
    where events.event_type = 'content_play'
    group by all

)

select
    watched.month_start_date,
    watched.plan,
    viewers.viewers,
    watched.days_covered,
    watched.is_final,
    round(watched.watched_seconds / 3600, 0) as watched_hours,
    round(watched.watched_seconds / 3600 / viewers.viewers, 1)
        as hours_a_viewer,
    round(100 * watched.completed_plays / watched.plays, 1) as completed_pct

from {{ ref('agg_plan_watch_monthly') }} as watched
inner join viewers
    on
        watched.plan = viewers.plan
        and watched.month_start_date = viewers.month_start_date
inner join {{ ref('dim_plan') }} as dim_plan
    on
        watched.plan = dim_plan.plan
        and dim_plan.is_current
order by watched.month_start_date, dim_plan.plan_rank
