-- The twenty titles with most time, for every period, country and plan that
-- can be chosen; where one is null, for all of them.
with

watched as (

    select
        periods.period,
        titles.country,
        titles.plan,
        titles.title_number,
        count(distinct titles.user_id) as viewers,
        count(*) as plays,
        count(*) filter (where titles.is_completed) as completed,
        sum(titles.seconds) as seconds

    from periods
    inner join titles on periods.period >= titles.period
    group by
        periods.period,
        titles.title_number,
        cube(titles.country, titles.plan)

)

select
    period,
    country,
    plan,
    title_number,
    viewers,
    plays,
    completed,
    seconds

from watched
qualify
    row_number() over (
        partition by period, country, plan
        order by seconds desc, title_number asc
    ) <= 20
order by period asc, country asc, plan asc, seconds desc, title_number asc
