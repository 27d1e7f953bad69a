{%- set attributes = [
    'first_name', 'last_name', 'email', 'country_code', 'favorite_color',
    'is_deleted', 'created_at', 'deleted_at',
] %}

with

changes as (

    select
        *,
        changed_at as state_at,
        change_id as tie_breaker

    from {{ ref('stg_platform__user_changes') }}

),

latest_events as (

    select * from {{ ref('int_users__latest_event') }}

),

subscriptions as (

    select
        user_id,
        subscription_key,
        subscription_version_key

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

devices as (

    select
        device_key,
        device_version_key

    from {{ ref('dim_device') }}
    where is_current

),

post_changes as (

    select * from {{ ref('stg_platform__post_changes') }}

),

named as (

    select * from {{ ref('int_users__named') }}

),

versions as (

    {{ versions(
        'changes', key='user_id', attributes=attributes, backdated=true
    ) }}

),

first_posts as (

    select
        user_id,
        min(created_at)::date as first_post_date

    from post_changes
    group by all

),

inferred as (

    select named.user_id
    from named
    anti join changes on named.user_id = changes.user_id

),

history as (

    {{ with_inferred(
        'versions', 'inferred', key='user_id', attributes=attributes
    ) }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['history.user_id', 'history.valid_from']) }}
            as user_version_key,
        history.user_id,
        subscriptions.subscription_key as current_subscription_key,
        subscriptions.subscription_version_key
            as current_subscription_version_key,
        latest_events.device_key as current_device_key,
        devices.device_version_key as current_device_version_key,
        locations.location_version_key as current_location_version_key,

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
        history.valid_to = {{ latest_timestamp() }} as is_current,

        ---------- timestamps
        history.created_at,
        history.deleted_at,
        latest_events.first_viewing_date,
        first_posts.first_post_date,
        history.valid_from,
        history.valid_to

    from history
    left join subscriptions on history.user_id = subscriptions.user_id
    left join latest_events on history.user_id = latest_events.user_id
    left join devices on latest_events.device_key = devices.device_key
    left join locations on history.user_id = locations.user_id
    left join first_posts on history.user_id = first_posts.user_id

)

select * from keyed
