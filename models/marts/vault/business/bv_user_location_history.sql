{{ config(
    incremental_strategy="delete+insert",
    unique_key="user_hk",
    incremental_predicates=[reaches_into_window()],
) }}

with

observations as (

    select
        user_hk,
        hashdiff as location_hashdiff,
        event_at as state_at,
        load_datetime as tie_breaker

    from {{ in_window(ref('xts_user_location'), 'event_at') }}

),

sat_user_location as (

    select * from {{ ref('sat_user_location') }}

),

versions as (

    {{ versions(
        'observations',
        key='user_hk',
        attributes=['location_hashdiff'],
    ) }}

),

states as (

    select *
    from sat_user_location
    qualify row_number() over (
        partition by user_hk, location_hashdiff
        order by load_datetime
    ) = 1

),

described as (

    select
        ---------- keys
        versions.user_hk,
        versions.location_hashdiff,

        ---------- attributes
        states.location_country,
        states.location_city,
        states.location_region,
        states.location_timezone,

        ---------- flags
        versions.is_current,

        ---------- timestamps
        versions.valid_from,
        versions.valid_to

    from versions
    inner join states
        on
            versions.user_hk = states.user_hk
            and versions.location_hashdiff = states.location_hashdiff

)

select * from described
