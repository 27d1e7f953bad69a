-- Creators by how much they publish, on the last day.
select
    activity_level,
    coalesce(country_code, 'unknown') as country,
    sum(creators) as creators

from creators.agg_creator_slice_daily
where as_of_date = (select max(days.viewing_date) from days)
group by all
order by all
