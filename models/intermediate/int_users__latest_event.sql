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
        event_at,
        min(viewing_date) over (partition by user_id) as first_viewing_date

    from events
    qualify row_number() over (
        partition by user_id order by event_at desc, event_id desc
    ) = 1

),

described as (

    select
        latest.user_id,
        latest.device_key,
        latest.event_id,
        latest.event_at,
        {%- if is_incremental() %}
        least(known.first_viewing_date, latest.first_viewing_date)
            as first_viewing_date

    from latest
    left join {{ this }} as known on latest.user_id = known.user_id
        {%- else %}
        latest.first_viewing_date

    from latest
        {%- endif %}

)

select * from described
