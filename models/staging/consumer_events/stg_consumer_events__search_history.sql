{{ config(materialized="incremental") }}

with

accepted as (

    select * from {{ in_window(ref('stg_consumer_events__accepted')) }}

),

searches as (

    select
        ---------- ids
        accepted.event_id,
        accepted.user_id,
        accepted.session_id,
        searches.position as search_number,
        -- contract: columns, by make contract
        searches.item.search_id,

        ---------- attributes
        {{ clean_text('searches.item.query') }} as query,

        ---------- measures
        searches.item.results_count,

        ---------- timestamps
        searches.item.timestamp as search_at,
        -- end of contract
        accepted.event_at,
        accepted.viewing_date,
        accepted.ingested_at,
        accepted.load_date

    from accepted
    {{ unnest_list('accepted.search_history', as_='searches') }}

)

select * from searches
