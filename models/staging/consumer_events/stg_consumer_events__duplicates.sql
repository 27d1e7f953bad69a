{{ config(
    materialized="incremental",
    incremental_strategy="delete+insert",
    unique_key="load_date",
    meta={"seen_by": "stg_consumer_events__events"},
) }}

{%- set arrivals = ref('stg_consumer_events__arrivals') %}
{%- set judged_from = judged_from(arrivals) %}

with

quarantine as (

    select * from {{ ref('stg_consumer_events__quarantine') }}

),

arrivals as (

    select
        event_id,
        arrival_number,
        ingested_at,
        load_date

    from {{ arrivals }}
    where load_date >= {{ judged_from }} - {{ parameter('late_days') }}

),

judged as (

    select
        arrivals.*,
        quarantine.event_id is not null as is_broken

    from arrivals
    left join quarantine
        on
            arrivals.load_date = quarantine.load_date
            and arrivals.arrival_number = quarantine.arrival_number

),

duplicates as (

    {{ arrivals_that_repeat('judged', key='event_id') | indent }}

)

select * from duplicates
where load_date >= {{ judged_from }}
