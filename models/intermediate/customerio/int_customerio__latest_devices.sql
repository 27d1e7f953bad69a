{{ config(
    materialized="incremental",
    incremental_strategy="delete+insert",
    unique_key="device_id",
) }}

with

events as (

    select
        *,
        event_id as tie_breaker

    from {{ in_window(ref('stg_consumer_events__events'), 'event_at') }}
    where device_type <> 'smartTV'

),

latest as (

    {{ latest_events('events', key='device_id', columns=[
        'user_id', 'event_id', 'network_type', 'location_country',
        'location_timezone',
    ]) }}

)

select * from latest
