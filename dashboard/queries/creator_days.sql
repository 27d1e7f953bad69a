-- Creators by the country in which they lived on the day: how many there are,
-- how many published within 28 days, and what was posted, seen and liked.
select
    slices.as_of_date as viewing_date,
    coalesce(slices.country_code, 'unknown') as country,
    sum(slices.creators) as creators,
    sum(slices.active_creators) as active,
    sum(slices.posts) as posts,
    sum(slices.views) as views,
    sum(slices.likes) as likes

from creators.agg_creator_slice_daily as slices
inner join days on slices.as_of_date = days.viewing_date
group by all
order by all
