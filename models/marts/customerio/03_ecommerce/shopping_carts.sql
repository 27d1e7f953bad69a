{%- set now = batch_closes_at(last_loaded_day()) %}

with

steps as (

    select * from {{ ref('stg_customerio__checkouts') }}

),

prices as (

    select * from {{ ref('stg_platform__plan_prices') }}

),

checkouts as (

    select
        checkout_id,
        user_id,
        plan,
        billing_cycle,
        load_date,
        max(discount_pct) as discount_pct,
        max(coupon_code) filter (where step = 'coupon_applied') as coupon_code,
        max(occurred_at) filter (where step = 'completed') as converted_at,
        min(occurred_at) as created_at,
        max(occurred_at) as updated_at

    from steps
    group by all

),

priced as (

    select
        checkouts.*,
        {{ plan_product('checkouts.plan', 'checkouts.billing_cycle') }}
            as product_id,
        {{ list_price('prices', 'checkouts.billing_cycle') }} as subtotal

    from checkouts
    inner join prices
        on
            checkouts.plan = prices.plan
            and checkouts.load_date = prices.load_date

),

with_state as (

    select
        *,
        round(subtotal * discount_pct / 100, 2) as discount_amount,
        case
            when converted_at is not null then 'converted'
            when updated_at + {{ cart_is_kept() }} <= {{ now }} then 'expired'
            when updated_at + interval '1' hour <= {{ now }} then 'abandoned'
            else 'active'
        end as cart_status

    from priced

),

named as (

    select
        ---------- keys
        checkout_id::varchar as cart_id,
        user_id::varchar as user_id,
        null::varchar as session_id,

        ---------- attributes
        cart_status,
        false as is_guest_cart,

        ---------- measures
        1 as item_count,
        1 as total_quantity,
        subtotal,
        discount_amount,
        0.0::double as tax_amount,
        0.0::double as shipping_amount,
        round(subtotal - discount_amount, 2) as total_amount,
        'USD' as currency,
        case
            when coupon_code is null then []
            else [{{ struct_of({
                'coupon_id': 'coupon_code',
                'coupon_name': 'coupon_code',
                'discount_type': "'percentage'",
                'discount_value': 'discount_pct::double',
                'discount_amount': 'discount_amount',
            }) }}]
        end as applied_coupons,
        [{{ struct_of({
            'product_id': 'product_id',
            'sku': 'product_id',
            'name': "plan || ', ' || billing_cycle",
            'price': 'subtotal',
            'quantity': '1',
            'subtotal': 'subtotal',
            'added_at': 'created_at',
        }) }}] as items,

        ---------- timestamps
        created_at,
        updated_at,
        case
            when cart_status in ('abandoned', 'expired')
                then updated_at + interval '1' hour
        end as abandoned_at,
        converted_at,
        case
            when converted_at is null then updated_at + {{ cart_is_kept() }}
        end as expires_at,
        null::varchar as source_campaign,
        null::varchar as referrer_url

    from with_state

)

select * from named
