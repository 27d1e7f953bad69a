{{ config(
    materialized="incremental",
    unique_key="device_key",
    incremental_predicates=[reaches_into_window()],
) }}

{%- set attributes = [
    'user_id', 'device_id', 'device_type', 'os', 'os_version', 'app_version',
    'model',
] %}

with

events as (

    select *
    from {{ in_window(ref('stg_consumer_events__events'), 'event_at') }}

),

states as (

    select
        {{ hash_key(['user_id', 'device_id']) }} as device_key,
        user_id,
        device_id,
        device_type,
        device_os as os,
        device_os_version as os_version,
        device_app_version as app_version,
        device_model as model,
        event_at as state_at,
        event_id as tie_breaker

    from events

),

versions as (

    {{ versions('states', key='device_key', attributes=attributes) }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['device_key', 'valid_from']) }} as device_version_key,
        device_key,
        user_id,
        device_id,

        ---------- attributes
        device_type,
        os,
        os_version,
        app_version,
        model,

        ---------- flags
        is_current,

        ---------- timestamps
        valid_from,
        valid_to

    from versions

)

select * from keyed
