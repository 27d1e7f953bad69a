-- How many views did creators receive in each country while they lived there?
with

received as (

    select
        creator_id,
        country_code,
        sum(views) as views,
        sum(likes) as likes

    from {{ ref('agg_creator_country_monthly') }}
    group by all

),

with_countries as (

    select
        *,
        count(*) over (partition by creator_id) > 1 as has_moved

    from received

)

select
    countries.country_name,
    count(*) as creators,
    count(*) filter (where with_countries.has_moved)
        as creators_who_lived_elsewhere_too,
    sum(with_countries.views) as views,
    sum(with_countries.views) filter (where with_countries.has_moved)
        as views_of_those,
    sum(with_countries.likes) as likes

from with_countries
left join {{ ref('dim_country') }} as countries
    on with_countries.country_code = countries.country_code
group by all
order by views desc
