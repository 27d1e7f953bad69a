{{ config(materialized="incremental", incremental_strategy="append") }}

{%- set new_from = first_new_day() %}

with

arrivals as (

    select
        event_id,
        ingested_at,
        load_date

    from {{ ref('raw_consumer_events') }}
    where load_date >= {{ new_from }} - {{ var('late_days') }}

),

valid as (

    select arrivals.*
    from arrivals
    anti join {{ ref('stg_consumer_events__quarantine') }} as quarantine
        on
            arrivals.event_id = quarantine.event_id
            and arrivals.ingested_at = quarantine.ingested_at

),

repeated as (

    select event_id
    from valid
    group by event_id
    having count(*) > 1

),

in_order as (

    select
        valid.*,
        min(valid.ingested_at) over (
            partition by valid.event_id
        ) as first_ingested_at

    from valid
    semi join repeated on valid.event_id = repeated.event_id

)

select
    event_id,
    first_ingested_at,
    ingested_at,
    load_date

from in_order
where
    ingested_at > first_ingested_at
    and load_date >= {{ new_from }}
