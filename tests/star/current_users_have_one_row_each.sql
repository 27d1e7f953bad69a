-- Joined with what is current of them by the obvious keys, users stay one row
-- each, none is lost, and each subscription, device and place is their own.
with

users as (

    select * from {{ ref('dim_user') }}
    where is_current

),

joined as (

    select
        users.user_id,
        count(*) as row_count,
        count(subscriptions.user_id) as subscription_count,
        bool_and(
            coalesce(subscriptions.user_id = users.user_id, true)
            and coalesce(locations.user_id = users.user_id, true)
            and coalesce(devices.user_id = users.user_id, true)
            and coalesce(devices.device_key = users.current_device_key, true)
            and coalesce(
                subscriptions.subscription_key
                = users.current_subscription_key,
                true
            )
        ) as is_their_own,
        bool_and(
            (devices.user_id is null) = (users.first_viewing_date is null)
            and (locations.user_id is null)
            = (users.first_viewing_date is null)
        ) as is_seen_since_the_first_day

    from users
    left join {{ ref('dim_user_subscription') }} as subscriptions
        on
            users.current_subscription_version_key
            = subscriptions.subscription_version_key
    left join {{ ref('dim_device') }} as devices
        on users.current_device_version_key = devices.device_version_key
    left join {{ ref('dim_location') }} as locations
        on users.current_location_version_key = locations.location_version_key
    group by all

),

first_days as (

    select
        user_id,
        min(viewing_date) as viewing_date

    from {{ ref('stg_consumer_events__events') }}
    where {{ in_todays_sample('user_id') }}
    group by all

)

select joined.*
from joined
inner join users on joined.user_id = users.user_id
left join first_days on users.user_id = first_days.user_id
where
    joined.row_count <> 1
    or (joined.subscription_count <> 1 and not users.is_inferred)
    or not joined.is_their_own
    or not joined.is_seen_since_the_first_day
    or (
        {{ in_todays_sample('users.user_id') }}
        and users.first_viewing_date is distinct from first_days.viewing_date
    )
