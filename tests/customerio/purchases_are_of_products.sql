-- Calls about a purchase whose product is none of the table of products, or not
-- the plan and cycle of the checkout in raw.

select
    calls.message_id,
    steps.plan,
    steps.billing_cycle

from {{ ref('int_customerio__purchase_calls') }} as calls
left join {{ ref('raw_cio_checkouts') }} as steps
    on calls.source_id = steps.step_id
left join {{ ref('products') }} as products
    on
        {{ json_text('calls.body', '$.properties.product_id') }}
        = products.product_id
        and products.name = steps.plan || ', ' || steps.billing_cycle
where products.product_id is null
