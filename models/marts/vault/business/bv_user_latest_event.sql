{{ config(
    incremental_strategy="delete+insert",
    unique_key="user_hk",
) }}

with

walk as (

    select *
    from {{ in_window(ref('bridge_user_event_content'), 'event_at') }}

),

hub_event as (

    select * from {{ ref('hub_event') }}

),

events as (

    select
        walk.*,
        hub_event.event_id as tie_breaker

    from walk
    inner join hub_event
        on
            walk.event_hk = hub_event.event_hk
            and walk.load_datetime = hub_event.load_datetime

),

latest as (

    {{ latest_events(
        'events', key='user_hk', columns=['event_hk', 'device_hk']
    ) }}

)

select * from latest
