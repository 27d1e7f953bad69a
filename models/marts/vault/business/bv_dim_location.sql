{{ config(materialized="view") }}

with

history as (

    select * from {{ ref('bv_user_location_history') }}

),

hub_user as (

    select * from {{ ref('hub_user') }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['hub_user.user_id', 'history.valid_from']) }}
            as location_version_key,
        hub_user.user_id,

        ---------- attributes
        history.location_country as country_code,
        history.location_city as city,
        history.location_region as region,
        history.location_timezone as timezone,

        ---------- flags
        history.is_current,

        ---------- timestamps
        history.valid_from,
        history.valid_to

    from history
    inner join hub_user on history.user_hk = hub_user.user_hk

)

select * from keyed
