-- Every play, with the country and the plan that its viewer had at that time.
select
    events.event_id,
    events.user_id,
    events.content_version_key,
    events.device_version_key,
    events.viewing_date,
    days.period,
    locations.country_code as country,
    subscriptions.plan,
    events.play_duration_seconds as seconds,
    events.buffering_incidents,
    events.is_completed,
    events.local_at,
    events.event_at

from star.fct_events as events
inner join days on events.viewing_date = days.viewing_date
inner join star.dim_location as locations
    on events.location_version_key = locations.location_version_key
inner join star.dim_user_subscription as subscriptions
    on events.subscription_version_key = subscriptions.subscription_version_key
where events.event_type = 'content_play'
