-- Recommendations by where they are shown, who chose them and at what place.
select
    period,
    country,
    plan,
    surface,
    algorithm,
    place,
    count(*) as shown,
    count(*) filter (where is_clicked) as clicked

from recommendations
group by all
order by all
