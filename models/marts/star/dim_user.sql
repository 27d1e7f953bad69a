with

profiles as (

    select * from {{ ref('snap_users') }}

),

latest_events as (

    select * from {{ ref('int_users__latest_event') }}

),

subscriptions as (

    select
        user_id,
        subscription_key

    from {{ ref('dim_user_subscription') }}
    where is_current

),

locations as (

    select
        user_id,
        location_version_key

    from {{ ref('dim_location') }}
    where is_current

),

first_posts as (

    select
        user_id,
        min(created_at)::date as first_post_date

    from {{ ref('stg_platform__posts') }}
    group by all

),

-- a profile is there at the latest a week after its user's first events
latest_viewers as (

    select user_id
    from {{ ref('stg_platform__post_events') }}
    where load_date >= {{ last_loaded_day() }} - 7

),

known_users as (

    select user_id from latest_events
    union
    select user_id from subscriptions
    union
    select user_id from first_posts
    union
    select user_id from latest_viewers

),

inferred as (

    select known_users.user_id
    from known_users
    anti join profiles on known_users.user_id = profiles.user_id

),

seen as (

    select
        user_id,
        first_name,
        last_name,
        email,
        country_code,
        favorite_color,
        is_deleted,
        false as is_inferred,
        created_at,
        deleted_at,
        {{ from_open_start('user_id') }} as valid_from,
        valid_to

    from profiles

    union all

    select
        user_id,
        null as first_name,
        null as last_name,
        null as email,
        null as country_code,
        null as favorite_color,
        false as is_deleted,
        true as is_inferred,
        null as created_at,
        null as deleted_at,
        {{ open_start() }} as valid_from,
        {{ open_end() }} as valid_to

    from inferred

),

history as (

    {{ alive_until_deleted('seen') | indent }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['history.user_id', 'history.valid_from']) }}
            as user_version_key,
        history.user_id,
        subscriptions.subscription_key as current_subscription_key,
        latest_events.device_key as current_device_key,
        locations.location_version_key as current_location_key,

        ---------- attributes
        history.first_name,
        history.last_name,
        history.email,
        history.country_code,
        history.favorite_color,

        ---------- flags
        history.is_deleted,
        history.is_inferred,
        first_posts.first_post_date is not null as is_creator,
        history.valid_to = {{ open_end() }} as is_current,

        ---------- timestamps
        history.created_at,
        history.deleted_at,
        first_posts.first_post_date,
        history.valid_from,
        history.valid_to

    from history
    left join subscriptions on history.user_id = subscriptions.user_id
    left join latest_events on history.user_id = latest_events.user_id
    left join locations on history.user_id = locations.user_id
    left join first_posts on history.user_id = first_posts.user_id

)

select * from keyed
