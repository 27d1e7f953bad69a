-- Minutes by day of the last 28 days, for the small lines beside the titles.
select
    title_number,
    viewing_date,
    (sum(seconds) / 60)::integer as minutes

from titles
where period <= 1
group by all
order by all
