-- Each event carries the subscription as the app knew it: by that plan, months
-- add up to the same.
{%- set first_month = "date_trunc('month', " ~ tested_from() ~ ")::date" %}

with

carried as (

    select
        subscription_plan as plan,
        date_trunc('month', viewing_date)::date as month_start_date,
        count(*) as events,
        sum(case event_type when 'content_play' then 1 else 0 end) as plays,
        sum(case when is_completed then 1 else 0 end) as completed_plays,
        sum(coalesce(play_duration_seconds, 0)) as watched_seconds

    from {{ ref('stg_consumer_events__events') }}
    where viewing_date >= {{ first_month }}
    group by all

),

months as (

    select * from {{ ref('agg_plan_watch_monthly') }}
    where month_start_date >= {{ first_month }}

)

select
    coalesce(months.plan, carried.plan) as plan,
    coalesce(months.month_start_date, carried.month_start_date)
        as month_start_date

from months
full join carried
    on
        months.plan = carried.plan
        and months.month_start_date = carried.month_start_date
where
    months.events is distinct from carried.events
    or months.plays is distinct from carried.plays
    or months.completed_plays is distinct from carried.completed_plays
    or months.watched_seconds is distinct from carried.watched_seconds
