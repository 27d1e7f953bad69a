{{ config(materialized="incremental", incremental_strategy="append") }}

with

events as (

    select
        *,
        {{ viewing_date('"timestamp"', 'location.timezone') }} as viewing_date

    from {{ ref('stg_consumer_events__accepted') }}
    where load_date >= {{ first_new_day() }}

),

searches as (

    select
        ---------- ids
        searches.item.search_id,
        events.event_id,
        events.user_id,
        events.session_id,

        ---------- attributes
        nullif(trim(searches.item.query), '') as query,
        searches.position::integer as search_number,

        ---------- measures
        searches.item.results_count,

        ---------- timestamps
        searches.item.timestamp as search_at,
        events."timestamp" as event_at,
        events.viewing_date,
        events.load_date

    from events
    {{ unnest_list('events.search_history', as_='searches') }}

)

select * from searches
