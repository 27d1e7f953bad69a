with

source as (

    select * from {{ ref('raw_cio_checkouts') }}

),

renamed as (

    select
        ---------- ids
        step_id,
        checkout_id,
        user_id,
        subscription_change_id,

        ---------- attributes
        step,
        step_number,
        plan,
        billing_cycle,
        payment_method,
        coupon_code,

        ---------- measures
        discount_pct,

        ---------- timestamps
        occurred_at,
        load_date

    from source

)

select * from renamed
