{{ config(
    materialized="incremental",
    incremental_strategy="append",
    on_schema_change="fail",
) }}

{%- set first_new_day = first_new_day() %}

with

named as (

    select
        post_id,
        load_date

    from {{ ref('stg_platform__post_events') }}
    where load_date >= {{ first_new_day }}

),

first_named as (

    select
        named.post_id,
        min(named.load_date) as load_date

    from named
    {%- if is_incremental() %}
    anti join {{ this }} as known on named.post_id = known.post_id
    {%- endif %}
    group by all

)

select * from first_named
