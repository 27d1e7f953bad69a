{{ config(
    materialized="incremental",
    incremental_strategy="delete+insert",
    unique_key="user_id",
    on_schema_change="fail",
) }}

with

events as (

    select *
    from {{ ref('stg_consumer_events__events') }}
    where event_at >= {{ window_opens() }}

),

latest as (

    select
        user_id,
        {{ hash_key(['user_id', 'device_id']) }} as device_key,
        event_id,
        event_at

    from events
    qualify row_number() over (
        partition by user_id order by event_at desc, event_id desc
    ) = 1

)

select * from latest
