{{ config(
    materialized="incremental",
    incremental_strategy="append",
    full_refresh=false,
) }}

with

opened as (

    select load_date
    from {{ ref('raw_clock') }}
    {%- if is_incremental() %}
    where load_date > coalesce(
        (select max(load_date) from {{ this }}), date '1900-01-01'
    )
    {%- endif %}

),

plans as (

    select * from {{ ref('plans') }}

)

select
    plans.plan,
    plans.monthly_price_usd,
    plans.yearly_price_usd,
    opened.load_date

from opened
cross join plans
