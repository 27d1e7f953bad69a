{{ config(materialized="incremental") }}

{%- set first_day = rewritten_from('load_date') %}

with

source as (

    select * from {{ ref('raw_post_events') }}
    where load_date >= {{ first_day }} - {{ parameter('late_days') }}

),

first_arrivals as (

    select *
    from source
    qualify row_number() over (
        partition by event_id order by {{ order_of_arrival() }}
    ) = 1

),

renamed as (

    select
        ---------- ids
        event_id as post_event_id,
        user_id,
        post_id,

        ---------- attributes
        lower({{ clean_text('event_type') }}) as event_type,
        arrival_number,

        ---------- timestamps
        created_at as event_at,
        ingested_at,
        load_date

    from first_arrivals
    where load_date >= {{ first_day }}

)

select * from renamed
