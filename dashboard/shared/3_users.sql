-- Every user, with the country and the plan as they stand: for what has no
-- place and no plan of its own. Who pays for no plan has none.
select
    users.user_id,
    coalesce(users.country_code, 'unknown') as country,
    case subscriptions.status
        when 'active' then subscriptions.plan
        else 'none'
    end as plan

from star.dim_user as users
left join star.dim_user_subscription as subscriptions
    on
        users.current_subscription_version_key
        = subscriptions.subscription_version_key
where users.is_current
