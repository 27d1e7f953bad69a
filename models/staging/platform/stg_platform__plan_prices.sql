with

source as (

    select * from {{ ref('raw_plan_prices') }}

),

renamed as (

    select
        ---------- ids
        plan,

        ---------- measures
        monthly_price_usd,
        yearly_price_usd,

        ---------- timestamps
        load_date

    from source

)

select * from renamed
