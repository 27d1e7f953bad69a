{{ config(materialized="incremental") }}

with

accepted as (

    select * from {{ in_window(ref('stg_consumer_events__accepted')) }}

),

recommendations as (

    select
        ---------- ids
        {{ hash_key(['accepted.event_id', 'shown.position']) }}
            as recommendation_id,
        accepted.event_id,
        accepted.user_id,
        accepted.session_id,
        -- contract: columns, by make contract
        shown.item.content_id,

        ---------- attributes
        shown.item.position as recommendation_number,
        {{ clean_text('shown.item.algorithm') }} as algorithm,

        ---------- flags
        shown.item.clicked as is_clicked,
        -- end of contract

        ---------- timestamps
        accepted.event_at,
        accepted.viewing_date,
        accepted.ingested_at,
        accepted.load_date

    from accepted
    {{ unnest_list('accepted.recommendations', as_='shown') }}

)

select * from recommendations
