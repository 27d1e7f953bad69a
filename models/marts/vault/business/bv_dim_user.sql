{{ config(materialized="view") }}

with

profiles as (

    select
        user_hk,
        country_code,
        favorite_color,
        is_deleted,
        created_at,
        deleted_at,
        updated_at as valid_from,
        coalesce(
            lead(updated_at) over (partition by user_hk order by updated_at),
            {{ open_end() }}
        ) as valid_to

    from {{ ref('sat_user_profile') }}

),

people as (

    select
        user_hk,
        first_name,
        last_name,
        email,
        updated_at,
        coalesce(
            lead(updated_at) over (partition by user_hk order by updated_at),
            {{ open_end() }}
        ) as replaced_at

    from {{ ref('sat_user_personal') }}

),

subscriptions as (

    select
        user_id,
        subscription_key

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

latest_events as (

    select
        latest.user_hk,
        {{ hash_key(['hub_user.user_id', 'hub_device.device_id']) }}
            as device_key

    from {{ ref('bv_user_latest_event') }} as latest
    inner join {{ ref('hub_user') }} as hub_user
        on latest.user_hk = hub_user.user_hk
    inner join {{ ref('hub_device') }} as hub_device
        on latest.device_hk = hub_device.device_hk

),

first_posts as (

    select
        links.user_hk,
        min(posts.created_at)::date as first_post_date

    from {{ ref('link_post_creator') }} as links
    inner join {{ ref('sat_post') }} as posts
        on links.post_hk = posts.post_hk
    group by all

),

hub_user as (

    select * from {{ ref('hub_user') }}

),

with_profile as (

    select
        hub_user.user_hk,
        hub_user.user_id,
        people.first_name,
        people.last_name,
        people.email,
        profiles.country_code,
        profiles.favorite_color,
        profiles.is_deleted,
        false as is_inferred,
        profiles.created_at,
        profiles.deleted_at,
        {{ from_open_start('profiles.user_hk') }} as valid_from,
        profiles.valid_to

    from profiles
    inner join hub_user on profiles.user_hk = hub_user.user_hk
    inner join people
        on
            profiles.user_hk = people.user_hk
            and profiles.valid_from >= people.updated_at
            and profiles.valid_from < people.replaced_at

),

inferred as (

    select
        hub_user.user_hk,
        hub_user.user_id,
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

    from hub_user
    anti join profiles on hub_user.user_hk = profiles.user_hk

),

seen as (

    select * from with_profile
    union all
    select * from inferred

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
    left join latest_events on history.user_hk = latest_events.user_hk
    left join locations on history.user_id = locations.user_id
    left join first_posts on history.user_hk = first_posts.user_hk

)

select * from keyed
