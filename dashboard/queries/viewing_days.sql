-- Viewers, plays and time by day. A viewer counts once a day: where, and with
-- the plan of, the last play of the day.
with

last_plays as (

    select
        viewing_date,
        arg_max(country, (event_at, event_id)) as country,
        arg_max(plan, (event_at, event_id)) as plan

    from plays
    group by viewing_date, user_id

),

viewers as (

    select
        viewing_date,
        country,
        plan,
        count(*) as viewers

    from last_plays
    group by all

),

watched as (

    select
        viewing_date,
        country,
        plan,
        count(*) as plays,
        count(*) filter (where is_completed) as completed,
        sum(seconds) as seconds

    from plays
    group by all

)

select
    watched.viewing_date,
    watched.country,
    watched.plan,
    watched.plays,
    watched.completed,
    watched.seconds,
    coalesce(viewers.viewers, 0) as viewers

from watched
left join viewers
    on
        watched.viewing_date = viewers.viewing_date
        and watched.country = viewers.country
        and watched.plan = viewers.plan
order by all
