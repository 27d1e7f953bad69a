{{ config(
    incremental_strategy="delete+insert",
    unique_key="user_id",
) }}

with

events as (

    select
        *,
        {{ hash_key(['user_id', 'device_id']) }} as device_key,
        event_id as tie_breaker

    from {{ in_window(ref('stg_consumer_events__events'), 'event_at') }}

),

latest as (

    {{ latest_events(
        'events', key='user_id', columns=['device_key', 'event_id']
    ) }}

)

select * from latest
