with

checkouts as (

    select * from {{ in_window(ref('stg_customerio__checkouts')) }}

),

told as (

    select
        {{ hash_key(['step_id']) }} as message_id,
        step_id as source_id,
        user_id,
        'track' as call_type,
        {{ checkout_event('step') | indent(8) }} as event_name,
        step_number as place,
        {{ json_object(
            quoted={
                'checkout_id': 'checkout_id',
                'order_id': 'subscription_change_id',
                'product_id': plan_product('plan', 'billing_cycle'),
            },
            texts={
                'payment_method': 'payment_method',
                'coupon_id': 'coupon_code',
            },
            plain={'step': 'step_number'},
        ) | indent(8) }} as about,
        null as context,
        occurred_at as event_timestamp,
        occurred_at as arrived_at,
        load_date

    from checkouts

),

calls as (

    {{ calls('told') | indent }}

)

select * from calls
