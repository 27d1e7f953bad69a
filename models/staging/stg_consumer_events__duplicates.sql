{{ config(
    materialized="incremental",
    incremental_strategy="append",
    on_schema_change="fail",
) }}

{%- set new_from = first_new_day(seen_by='stg_consumer_events__events') %}

with

arrivals as (

    select
        event_id,
        ingested_at,
        load_date

    from {{ ref('stg_consumer_events__arrivals') }}
    where load_date >= {{ new_from }} - {{ parameter('late_days') }}

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

    select
        event_id,
        min(ingested_at) as first_ingested_at

    from valid
    group by event_id
    having count(*) > 1

),

duplicates as (

    select
        valid.event_id,
        repeated.first_ingested_at,
        valid.ingested_at,
        valid.load_date

    from valid
    inner join repeated on valid.event_id = repeated.event_id
    where
        valid.ingested_at > repeated.first_ingested_at
        and valid.load_date >= {{ new_from }}

)

select * from duplicates
