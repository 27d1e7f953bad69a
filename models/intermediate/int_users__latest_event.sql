{{ config(
    incremental_strategy="delete+insert",
    unique_key="user_id",
) }}

with

events as (

    select * from {{ in_window(ref('stg_consumer_events__events'), 'event_at') }}

),

latest as (

    select
        user_id,
        {{ hash_key(['user_id', 'device_id']) }} as device_key,
        event_id,
        event_at,
        min(viewing_date) over (partition by user_id) as first_viewing_date

    from events
    qualify row_number() over (
        partition by user_id order by event_at desc, event_id desc
    ) = 1

),

days as (

    select
        user_id,
        first_viewing_date

    from latest
    {%- if is_incremental() %}
    union all
    select
        user_id,
        first_viewing_date

    from {{ this }}
    {%- endif %}

),

first_days as (

    select
        user_id,
        min(first_viewing_date) as first_viewing_date

    from days
    group by all

),

described as (

    select
        latest.user_id,
        latest.device_key,
        latest.event_id,
        latest.event_at,
        first_days.first_viewing_date

    from latest
    inner join first_days on latest.user_id = first_days.user_id

)

select * from described
