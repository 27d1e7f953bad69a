with

plans as (

    select * from {{ ref('plans') }}

),

described as (

    select
        ---------- keys
        plan,

        ---------- attributes
        plan_rank,
        max_quality,

        ---------- measures
        monthly_price_usd,
        yearly_price_usd

    from plans

)

select * from described
