-- What share of the people in each country agrees to marketing and analytics?
select
    location_country as country_code,
    count(*) as people,
    count(*) filter (where marketing_consent) as agreed_to_marketing,
    count(*) filter (where gdpr_consent) as agreed_to_analytics,
    round(100 * avg(marketing_consent::integer), 1) as marketing_pct,
    round(100 * avg(gdpr_consent::integer), 1) as analytics_pct

from {{ ref('people') }}
where location_country is not null
group by all
order by marketing_pct desc, country_code asc
