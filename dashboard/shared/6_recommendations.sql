-- Every recommendation, with the country and the plan of that time.
select
    recommendations.surface,
    recommendations.algorithm,
    recommendations.recommendation_number as place,
    recommendations.is_clicked,
    recommendations.is_followed_by_play,
    recommendations.viewing_date,
    days.period,
    locations.country_code as country,
    subscriptions.plan

from star.fct_recommendations as recommendations
inner join days on recommendations.viewing_date = days.viewing_date
inner join star.dim_location as locations
    on recommendations.location_version_key = locations.location_version_key
inner join star.dim_user_subscription as subscriptions
    on
        recommendations.subscription_version_key
        = subscriptions.subscription_version_key
