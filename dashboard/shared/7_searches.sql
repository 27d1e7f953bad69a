-- Every search, with the country and the plan of that time.
select
    searches.query,
    searches.results_count,
    searches.is_last_of_visit,
    searches.is_followed_by_play,
    searches.viewing_date,
    days.period,
    locations.country_code as country,
    subscriptions.plan

from star.fct_search_history as searches
inner join days on searches.viewing_date = days.viewing_date
inner join star.dim_location as locations
    on searches.location_version_key = locations.location_version_key
inner join star.dim_user_subscription as subscriptions
    on
        searches.subscription_version_key
        = subscriptions.subscription_version_key
