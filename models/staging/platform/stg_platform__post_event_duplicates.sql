{{ config(
    materialized="incremental",
    incremental_strategy="delete+insert",
    unique_key="load_date",
    meta={"seen_by": "stg_platform__post_events"},
) }}

{%- set arrivals = ref('raw_post_events') %}
{%- set judged_from = judged_from(arrivals) %}

with

arrivals as (

    select
        event_id as post_event_id,
        arrival_number,
        false as is_broken,
        ingested_at,
        load_date

    from {{ arrivals }}
    where load_date >= {{ judged_from }} - {{ parameter('late_days') }}

),

duplicates as (

    {{ arrivals_that_repeat('arrivals', key='post_event_id') | indent }}

)

select * from duplicates
where load_date >= {{ judged_from }}
