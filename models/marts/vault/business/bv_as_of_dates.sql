{{ config(materialized="table") }}

{#- last_loaded_day() reads the clock, which stands once there are events -#}
-- depends_on: {{ ref('hub_event') }}
{%- set start_date = parameter_literal('start_date') %}

with

days_since_start as (

    select {{ start_date }} + number as as_of_date
    from {{ numbers(last_loaded_day() ~ ' - ' ~ start_date ~ ' + 1') }}

)

select as_of_date::timestamp as as_of_date
from days_since_start
where as_of_date > {{ start_date }}
