-- Every title that was played, for the search; in all countries and plans.
select
    periods.period,
    titles.title_number,
    any_value(titles.title) as title,
    any_value(titles.content_type) as content_type,
    any_value(titles.genre) as genre,
    count(distinct titles.user_id) as viewers,
    count(*) as plays,
    count(*) filter (where titles.is_completed) as completed,
    sum(titles.seconds) as seconds

from periods
inner join titles on periods.period >= titles.period
group by periods.period, titles.title_number
order by periods.period asc, seconds desc, titles.title_number asc
