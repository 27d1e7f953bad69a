{{ config(materialized="view") }}

{%- set attributes = [
    'first_name', 'last_name', 'email', 'country_code', 'favorite_color',
    'is_deleted', 'created_at', 'deleted_at',
] %}

with

hub_user as (

    select * from {{ ref('hub_user') }}

),

profiles as (

    select * from {{ ref('sat_user_profile') }}

),

sat_user_personal as (

    select * from {{ ref('sat_user_personal') }}

),

subscriptions as (

    select
        user_id,
        subscription_key,
        subscription_version_key

    from {{ ref('bv_dim_user_subscription') }}
    where is_current

),

locations as (

    select
        user_id,
        location_version_key

    from {{ ref('bv_dim_location') }}
    where is_current

),

latest as (

    select * from {{ ref('bv_user_latest_event') }}

),

hub_device as (

    select * from {{ ref('hub_device') }}

),

devices as (

    select
        device_key,
        device_version_key

    from {{ ref('bv_dim_device') }}
    where is_current

),

links as (

    select * from {{ ref('link_post_creator') }}

),

posts as (

    select * from {{ ref('sat_post') }}

),

names as (

    select
        *,
        changed_at as state_at,
        load_datetime as tie_breaker

    from sat_user_personal

),

people as (

    {{ versions(
        'names',
        key='user_hk',
        attributes=['first_name', 'last_name', 'email'],
        backdated=true,
    ) }}

),

states as (

    select
        hub_user.user_id,
        people.first_name,
        people.last_name,
        people.email,
        profiles.country_code,
        profiles.favorite_color,
        profiles.is_deleted,
        profiles.created_at,
        profiles.deleted_at,
        profiles.changed_at as state_at,
        profiles.load_datetime as tie_breaker

    from profiles
    inner join hub_user on profiles.user_hk = hub_user.user_hk
    {{ join_version('people', on=['user_hk'], at='profiles.changed_at') }}

),

versions as (

    {{ versions(
        'states', key='user_id', attributes=attributes, backdated=true
    ) }}

),

latest_events as (

    select
        hub_user.user_id,
        {{ hash_key(['hub_user.user_id', 'hub_device.device_id']) }}
            as device_key,
        latest.first_viewing_date

    from latest
    inner join hub_user on latest.user_hk = hub_user.user_hk
    inner join hub_device
        on latest.device_hk = hub_device.device_hk

),

first_posts as (

    select
        hub_user.user_id,
        min(posts.created_at)::date as first_post_date

    from links
    inner join hub_user on links.user_hk = hub_user.user_hk
    inner join posts
        on links.post_hk = posts.post_hk
    group by all

),

inferred as (

    select hub_user.user_id
    from hub_user
    anti join profiles on hub_user.user_hk = profiles.user_hk

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
