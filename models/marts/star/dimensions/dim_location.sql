{{ config(
    materialized="incremental",
    unique_key="user_id",
    incremental_predicates=[reaches_into_window()],
) }}

{%- set attributes = ['country_code', 'city', 'region', 'timezone'] %}

with

events as (

    select *
    from {{ in_window(ref('stg_consumer_events__events'), 'event_at') }}

),

states as (

    select
        user_id,
        location_country as country_code,
        location_city as city,
        location_region as region,
        location_timezone as timezone,
        event_at as state_at,
        event_id as tie_breaker

    from events

),

versions as (

    {{ versions('states', key='user_id', attributes=attributes) }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['user_id', 'valid_from']) }} as location_version_key,
        user_id,

        ---------- attributes
        country_code,
        city,
        region,
        timezone,

        ---------- flags
        is_current,

        ---------- timestamps
        valid_from,
        valid_to

    from versions

)

select * from keyed
