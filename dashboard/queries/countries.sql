-- The names of the countries.
select
    country_code as country,
    country_name

from star.dim_country
order by country_name
