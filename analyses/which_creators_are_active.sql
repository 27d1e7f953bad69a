-- How many creators published within four weeks, by day, country and level?
select
    slices.as_of_date,
    countries.country_name,
    slices.activity_level,
    sum(slices.creators) as creators,
    sum(slices.active_creators) as active_creators,
    sum(slices.posts) as posts,
    sum(slices.views) as views

from {{ ref('agg_creator_slice_daily') }} as slices
left join {{ ref('dim_country') }} as countries
    on slices.country_code = countries.country_code
group by all
order by slices.as_of_date desc, active_creators desc, creators desc
