{{ config(materialized="incremental", incremental_strategy="append") }}

with

events as (

    select
        *,
        {{ viewing_date('"timestamp"', 'location.timezone') }} as viewing_date

    from {{ ref('stg_consumer_events__accepted') }}
    where load_date >= {{ first_new_day() }}

),

recommendations as (

    select
        ---------- ids
        {{ hash_key(['events.event_id', 'recommendations.item.position']) }} as recommendation_id,
        events.event_id,
        events.user_id,
        events.session_id,
        recommendations.item.content_id,

        ---------- attributes
        recommendations.item.algorithm,
        recommendations.item.position as recommendation_number,

        ---------- flags
        recommendations.item.clicked as is_clicked,

        ---------- timestamps
        events."timestamp" as event_at,
        events.viewing_date,
        events.load_date

    from events
    {{ unnest_list('events.recommendations', as_='recommendations') }}

)

select * from recommendations
