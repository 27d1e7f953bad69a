-- How many users watch on a day, and what share are they of the week's viewers?
with

user_days as (

    select * from {{ ref('agg_user_daily') }}
    where plays > 0

),

days as (

    select
        viewing_date,
        is_final,
        count(*) as viewers,
        sum(watched_seconds) / 3600 as watched_hours

    from user_days
    group by all

),

first_week as (

    select min(viewing_date) + 6 as last_day
    from user_days

),

-- the seven days that end with the day; none before the first week is over
weeks as (

    select
        days.viewing_date,
        count(distinct user_days.user_id) as viewers_in_week

    from days
    inner join first_week on days.viewing_date >= first_week.last_day
    inner join user_days
        on
            days.viewing_date >= user_days.viewing_date
            and days.viewing_date < user_days.viewing_date + 7
    group by all

)

select
    days.viewing_date,
    days.viewers,
    weeks.viewers_in_week,
    days.is_final,
    round(100 * days.viewers / weeks.viewers_in_week, 1)
        as viewers_of_week_pct,
    round(days.watched_hours / days.viewers, 2) as hours_a_viewer

from days
left join weeks on days.viewing_date = weeks.viewing_date
order by days.viewing_date
