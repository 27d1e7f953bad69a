-- At what time of day do people watch, on weekdays and at weekends?
with

plays as (

    select
        dim_date.is_weekend,
        dim_time_of_day.day_part,
        count(*) as plays,
        sum(events.play_duration_seconds) / 3600 as watched_hours

    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_time_of_day') }} as dim_time_of_day
        on events.time_of_day_key = dim_time_of_day.time_of_day_key
    inner join {{ ref('dim_date') }} as dim_date
        on events.viewing_date = dim_date.date_day
    where events.event_type = 'content_play'
    group by all

)

select
    is_weekend,
    day_part,
    plays,
    round(watched_hours, 1) as watched_hours,
    round(
        100 * watched_hours
        / sum(watched_hours) over (partition by is_weekend),
        1
    ) as watched_pct

from plays
order by is_weekend asc, watched_hours desc
