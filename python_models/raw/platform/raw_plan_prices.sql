{{ config(
    materialized="incremental",
    incremental_strategy="append",
    full_refresh=false,
) }}

with

opened as (

    -- a rise counts from its day on
    select
        load_date,
        case
            when load_date >= price_rise_from
                then 1 + price_rise::decimal(9, 4)
            else 1
        end as price_factor

    from {{ ref('raw_clock') }}
    {%- if is_incremental() %}
    where load_date > coalesce(
        (select max(load_date) from {{ this }}), date '1900-01-01'
    )
    {%- endif %}

),

plans as (

    select * from {{ ref('plans') }}

),

priced as (

    select
        plans.plan,
        opened.load_date,
        round(plans.monthly_price_usd * opened.price_factor, 2)::decimal(9, 2)
            as monthly_price_usd,
        round(plans.yearly_price_usd * opened.price_factor, 2)::decimal(9, 2)
            as yearly_price_usd

    from opened
    cross join plans

)

select
    plan,
    monthly_price_usd,
    yearly_price_usd,
    load_date

from priced
