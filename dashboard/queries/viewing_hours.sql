-- When people watch: seconds by weekday and hour at which a play began, on
-- the viewer's own clock. A viewing day runs from 5 to 5, so that the hours
-- after midnight belong to the evening before.
select
    plays.period,
    plays.country,
    plays.plan,
    dim_date.day_of_week,
    hour(plays.local_at) as hour_of_day,
    sum(plays.seconds) as seconds

from plays
inner join star.dim_date as dim_date
    on plays.viewing_date = dim_date.date_day
group by all
order by all
