-- Viewers of each period, each once: where, and with the plan of, their last
-- play.
with

last_plays as (

    select
        periods.period,
        arg_max(plays.country, (plays.event_at, plays.event_id)) as country,
        arg_max(plays.plan, (plays.event_at, plays.event_id)) as plan

    from periods
    inner join plays on periods.period >= plays.period
    group by periods.period, plays.user_id

)

select
    period,
    country,
    plan,
    count(*) as viewers

from last_plays
group by all
order by all
