{{ config(materialized="incremental", unique_key="event_id") }}
{%- set first_day = rewritten_from('viewing_date') %}

with

steps as (

    select * from {{ ref('stg_customerio__checkouts') }}
    where load_date >= {{ first_day }}

),

-- what a completed checkout brings about is told by its last step
changes as (

    select * from {{ ref('stg_platform__subscription_changes') }}
    where
        load_date >= {{ first_day }}
        and change_kind in ('change', 'cancel')

),

-- a receipt that no change brought about is one of a renewal
renewals as (

    select * from {{ ref('int_customerio__deliveries') }}
    where
        load_date >= {{ first_day }}
        and message = 'receipt'
        and trigger_event_id is null

),

lists as (

    select * from {{ ref('stg_customerio__lists') }}
    where load_date >= {{ first_day }}

),

reviews as (

    select * from {{ ref('stg_customerio__reviews') }}
    where load_date >= {{ first_day }}

),

prices as (

    select * from {{ ref('stg_platform__plan_prices') }}

),

subscriptions as (

    select * from {{ ref('dim_user_subscription') }}

),

products as (

    select * from {{ ref('products') }}

),

renewed as (

    select
        renewals.delivery_id,
        renewals.user_id,
        subscriptions.plan,
        subscriptions.billing_cycle,
        renewals.created_at,
        renewals.load_date

    from renewals
    {{ join_version(
        'subscriptions', on=['user_id'], at='renewals.created_at'
    ) | indent }}

),

told as (

    select
        step_id as source_id,
        user_id,
        case
            when step in ('coupon_applied', 'coupon_denied') then 'coupon'
            else 'checkout'
        end as event_type,
        {{ checkout_event('step') | indent(8) }} as event_name,
        {{ plan_product('plan', 'billing_cycle') }} as product_id,
        plan,
        billing_cycle,
        checkout_id::varchar as checkout_id,
        step,
        step_number,
        payment_method,
        coupon_code,
        discount_pct,
        null::varchar as review_id,
        null::integer as rating,
        null::varchar as review_body,
        occurred_at,
        load_date

    from steps
    union all by name
    select
        change_id as source_id,
        user_id,
        'checkout' as event_type,
        case change_kind
            when 'cancel' then 'Order Cancelled'
            else 'Order Updated'
        end as event_name,
        {{ plan_product('plan', 'billing_cycle') }} as product_id,
        plan,
        billing_cycle,
        changed_at as occurred_at,
        load_date

    from changes
    union all by name
    select
        delivery_id as source_id,
        user_id,
        'checkout' as event_type,
        'Order Completed' as event_name,
        {{ plan_product('plan', 'billing_cycle') }} as product_id,
        plan,
        billing_cycle,
        created_at as occurred_at,
        load_date

    from renewed
    union all by name
    select
        change_id as source_id,
        user_id,
        'product_interaction' as event_type,
        case action
            when 'added' then 'Product Added to Wishlist'
            else 'Product Removed from Wishlist'
        end as event_name,
        content_id::varchar as product_id,
        changed_at as occurred_at,
        load_date

    from lists
    union all by name
    select
        review_id as source_id,
        user_id,
        'social' as event_type,
        'Product Reviewed' as event_name,
        content_id::varchar as product_id,
        review_id::varchar as review_id,
        rating,
        body as review_body,
        submitted_at as occurred_at,
        load_date

    from reviews

),

priced as (

    select
        told.*,
        products.name as product_name,
        products.category as product_category,
        products.brand,
        coalesce(
            {{ list_price('prices', 'told.billing_cycle') }}, products.price
        ) as price,
        coalesce(told.discount_pct, 0) as percent_off,
        told.event_name in (
            'Checkout Started', 'Order Completed', 'Order Updated',
            'Order Cancelled'
        ) as is_order

    from told
    left join products on told.product_id = products.product_id
    left join prices
        on told.plan = prices.plan and told.load_date = prices.load_date

),

ordered as (

    select
        *,
        case when is_order then price end as subtotal_before,
        case
            -- a step before the coupon knows nothing of it
            when percent_off > 0 and step in ('coupon_applied', 'completed')
                then round(price * percent_off / 100, 2)
        end as discount

    from priced

),

totaled as (

    select
        *,
        round(subtotal_before - coalesce(discount, 0), 2) as total

    from ordered

),

named as (

    select
        ---------- keys
        {{ hash_key(["'ecommerce'", 'source_id']) }}::varchar as event_id,
        user_id::varchar as user_id,

        ---------- attributes
        event_type,
        event_name,
        product_id,
        case when plan is not null then product_id end as sku,
        product_name,
        product_category,
        brand,
        price,
        'USD' as currency,
        price as original_price,
        discount as discount_amount,
        null::integer as position,
        case
            when event_name like '%Wishlist'
                then {{ hash_key(["'list'", 'user_id']) }}::varchar
        end as list_id,
        null::varchar as list_category,
        null::varchar as search_query,
        null::integer as search_results_count,
        null::varchar[] as search_filters,
        null::varchar as sort_by,
        checkout_id,
        step_number as checkout_step,
        step as checkout_step_name,
        payment_method,
        case when is_order then 1 end as quantity,
        total as order_total,
        total as subtotal,
        case when is_order then 0.0::double end as tax_amount,
        case when is_order then 0.0::double end as shipping_amount,
        coupon_code as coupon_id,
        coupon_code as coupon_name,
        case when coupon_code is not null then 'percentage' end
            as coupon_discount_type,
        case when step = 'coupon_applied' then discount_pct::double end
            as coupon_discount_value,
        case step when 'coupon_denied' then 'expired' end
            as coupon_denial_reason,
        null::varchar as promotion_id,
        null::varchar as promotion_name,
        null::varchar as promotion_creative,
        null::varchar as promotion_position,
        null::varchar as share_via,
        null::varchar as share_message,
        review_id,
        rating,
        review_body,
        case
            when is_order then [{{ struct_of({
                'product_id': 'product_id',
                'name': 'product_name',
                'price': 'price',
                'position': '1',
                'quantity': '1',
                'category': 'product_category',
                'brand': 'brand',
                'sku': 'product_id',
            }) }}]
        end as products,
        {{ map_of_lists(
            "['product_id', 'checkout_id', 'coupon_id', 'rating']",
            '[product_id, checkout_id, coupon_code, rating::varchar]',
        ) }} as raw_properties,
        {{ struct_of({
            'filters_applied': 'null::varchar[]',
            'sort_criteria': 'null::varchar',
            'recommendation_source': 'null::varchar',
            'campaign_id': 'null::varchar',
            'affiliate_id': 'null::varchar',
        }) }} as custom_properties,
        null::varchar as referrer_url,
        null::varchar as campaign_source,
        null::varchar as affiliate_code,

        ---------- timestamps
        occurred_at as event_timestamp,
        {{ next_sync('occurred_at', 'load_date') }} as received_at,
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        null::varchar as session_id,
        checkout_id as journey_id

    from totaled

)

select * from named
