-- What is sold, put on lists and reviewed, as raw has it: each step of a
-- checkout, each change of a subscription, each renewal, each film on a list,
-- at the prices of its day.
with

plans as (

    select
        plan,
        load_date,
        unnest(['monthly', 'yearly']) as billing_cycle,
        unnest([monthly_price_usd, yearly_price_usd])::double as price

    from {{ ref('raw_plan_prices') }}

),

steps as (

    select
        steps.*,
        plans.price

    from {{ ref('raw_cio_checkouts') }} as steps
    left join plans
        on
            steps.plan = plans.plan
            and steps.billing_cycle = plans.billing_cycle
            and steps.load_date = plans.load_date

),

sold as (

    select
        case step
            when 'started' then 'Checkout Started'
            when 'plan_selected' then 'Checkout Step Completed'
            when 'payment_entered' then 'Payment Info Entered'
            when 'coupon_applied' then 'Coupon Applied'
            when 'coupon_denied' then 'Coupon Denied'
            when 'completed' then 'Order Completed'
        end as event_name,
        user_id,
        'plan-' || lower(plan) || '-' || billing_cycle as product_id,
        price,
        checkout_id,
        step,
        step_number,
        payment_method,
        coupon_code,
        case when step = 'coupon_applied' then discount_pct end as percent_off,
        case
            when discount_pct > 0 and step in ('coupon_applied', 'completed')
                then round(price * discount_pct / 100, 2)
        end as discount,
        null as rating,
        null as review_id,
        null as review_body,
        step in ('started', 'completed') as is_order,
        occurred_at,
        load_date

    from steps
    union all by name
    select
        if(changes.kind = 'cancel', 'Order Cancelled', 'Order Updated')
            as event_name,
        changes.user_id,
        'plan-' || lower(changes.plan) || '-' || changes.billing_cycle
            as product_id,
        plans.price,
        true as is_order,
        changes.changed_at as occurred_at,
        changes.load_date

    from {{ ref('raw_subscription_changes') }} as changes
    left join plans
        on
            changes.plan = plans.plan
            and changes.billing_cycle = plans.billing_cycle
            and changes.load_date = plans.load_date
    where changes.kind in ('change', 'cancel')
    union all by name
    select
        'Order Completed' as event_name,
        receipts.internal_customer_id as user_id,
        'plan-' || lower(subscriptions.plan) || '-'
        || subscriptions.billing_cycle as product_id,
        plans.price,
        true as is_order,
        receipts.created_at as occurred_at,
        receipts.load_date

    from {{ ref('raw_cio_deliveries') }} as receipts
    inner join {{ ref('cio_campaigns') }} as campaigns
        on
            receipts.transactional_message_id = campaigns.action_id
            and campaigns.message = 'receipt'
    left join {{ ref('dim_user_subscription') }} as subscriptions
        on
            receipts.internal_customer_id = subscriptions.user_id
            and receipts.created_at >= subscriptions.valid_from
            and receipts.created_at < subscriptions.valid_to
    left join plans
        on
            subscriptions.plan = plans.plan
            and subscriptions.billing_cycle = plans.billing_cycle
            and receipts.load_date = plans.load_date
    where receipts.event_id is null
    union all by name
    select
        if(
            action = 'added',
            'Product Added to Wishlist',
            'Product Removed from Wishlist'
        ) as event_name,
        user_id,
        content_id::varchar as product_id,
        0.0 as price,
        false as is_order,
        changed_at as occurred_at,
        load_date

    from {{ ref('raw_cio_lists') }}
    union all by name
    select
        'Product Reviewed' as event_name,
        user_id,
        content_id::varchar as product_id,
        0.0 as price,
        rating,
        review_id,
        body as review_body,
        false as is_order,
        submitted_at as occurred_at,
        load_date

    from {{ ref('raw_cio_reviews') }}

),

told as (

    select
        sold.event_name,
        sold.user_id::varchar as user_id,
        sold.product_id,
        products.name,
        products.category,
        products.brand,
        sold.price,
        sold.checkout_id::varchar as checkout_id,
        sold.step,
        sold.step_number,
        sold.payment_method,
        sold.coupon_code,
        sold.coupon_code as coupon_in_properties,
        sold.percent_off::double as percent_off,
        sold.discount,
        sold.rating,
        sold.rating::varchar as rating_in_properties,
        sold.review_id::varchar as review_id,
        sold.review_body,
        if(sold.is_order, sold.product_id, null) as product_of_order,
        if(sold.event_name like '%Wishlist', lists.wishlist_id, null)
            as list_id,
        sold.occurred_at,
        greatest(
            date_trunc('hour', sold.occurred_at) + interval '1' hour,
            sold.load_date
        ) as told_at

    from sold
    left join {{ ref('products') }} as products
        on sold.product_id = products.product_id
    left join {{ ref('wishlists') }} as lists
        on sold.user_id::varchar = lists.user_id

),

found as (

    select
        event_name,
        user_id,
        product_id,
        product_name as name,
        product_category as category,
        brand,
        price,
        checkout_id,
        checkout_step_name as step,
        checkout_step as step_number,
        payment_method,
        coupon_id as coupon_code,
        raw_properties['coupon_id'] as coupon_in_properties,
        coupon_discount_value as percent_off,
        discount_amount as discount,
        rating,
        raw_properties['rating'] as rating_in_properties,
        review_id,
        review_body,
        products[1].product_id as product_of_order,
        list_id,
        event_timestamp as occurred_at,
        received_at as told_at

    from {{ ref('ecommerce_events') }}

),

untold as (

    select * from told
    except all
    select * from found

),

invented as (

    select * from found
    except all
    select * from told

),

carts as (

    select
        checkout_id::varchar as cart_id,
        user_id::varchar as user_id,
        max('plan-' || lower(plan) || '-' || billing_cycle) as product_id,
        max(plan || ', ' || billing_cycle) as name,
        max(price) as price,
        max(coupon_code) filter (where step = 'coupon_applied') as coupon_code,
        round(max(price * discount_pct / 100), 2) as discount,
        max(occurred_at) filter (where step = 'completed') as converted_at,
        min(occurred_at) as created_at,
        max(occurred_at) as updated_at,
        ({{ last_loaded_day() }} + 1)::timestamp + interval '16' hour as now_at

    from steps
    group by all

),

reviews as (

    select * from {{ ref('raw_cio_reviews') }}

),

lists as (

    select
        user_id::varchar as user_id,
        min(changed_at) as created_at,
        max(changed_at) as updated_at

    from {{ ref('raw_cio_lists') }}
    group by all

)

select
    'ecommerce_events' as table_name,
    'not told: ' || event_name || ' of ' || user_id as row_key

from untold
union all
select
    'ecommerce_events' as table_name,
    'only told: ' || event_name || ' of ' || user_id as row_key

from invented
union all
select
    'shopping_carts' as table_name,
    coalesce(carts.cart_id, found.cart_id) as row_key

from carts
full join {{ ref('shopping_carts') }} as found on carts.cart_id = found.cart_id
where
    (
        carts.user_id, carts.product_id, carts.name, carts.price,
        carts.discount, carts.coupon_code, carts.converted_at,
        carts.created_at, carts.updated_at,
        case
            when carts.converted_at is not null then 'converted'
            when carts.now_at - carts.updated_at >= interval '7' day
                then 'expired'
            when carts.now_at - carts.updated_at >= interval '1' hour
                then 'abandoned'
            else 'active'
        end
    ) is distinct from (
        found.user_id, found.items[1].product_id, found.items[1].name,
        found.subtotal, found.discount_amount,
        found.applied_coupons[1].coupon_id, found.converted_at,
        found.created_at, found.updated_at, found.cart_status
    )
union all
select
    'product_reviews' as table_name,
    coalesce(reviews.review_id::varchar, found.review_id) as row_key

from reviews
full join {{ ref('product_reviews') }} as found
    on reviews.review_id::varchar = found.review_id
where
    (
        reviews.user_id::varchar, reviews.content_id::varchar, reviews.rating,
        reviews.title, reviews.body, reviews.status, reviews.submitted_at,
        reviews.moderated_at
    ) is distinct from (
        found.user_id, found.product_id, found.rating, found.review_title,
        found.review_body, found.status, found.submitted_at, found.updated_at
    )
union all
select
    'wishlists' as table_name,
    coalesce(lists.user_id, found.user_id) as row_key

from lists
full join {{ ref('wishlists') }} as found on lists.user_id = found.user_id
where
    (lists.created_at, lists.updated_at)
    is distinct from (found.created_at, found.updated_at)
