{#- The product that a plan is in a billing cycle. -#}
{% macro plan_product(plan, billing_cycle) -%}
    'plan-' || lower({{ plan }}) || '-' || {{ billing_cycle }}
{%- endmacro %}


{#- What a plan costs in a billing cycle, from a relation with both list prices. -#}
{% macro list_price(prices, billing_cycle) -%}
    case {{ billing_cycle }}
        when 'yearly' then {{ prices }}.yearly_price_usd
        else {{ prices }}.monthly_price_usd
    end::double
{%- endmacro %}


{#- The name that Customer.IO reserves for a step of a checkout. -#}
{% macro checkout_event(step) -%}
    case {{ step }}
        when 'started' then 'Checkout Started'
        when 'plan_selected' then 'Checkout Step Completed'
        when 'payment_entered' then 'Payment Info Entered'
        when 'coupon_applied' then 'Coupon Applied'
        when 'coupon_denied' then 'Coupon Denied'
        when 'completed' then 'Order Completed'
    end
{%- endmacro %}


{#- How long a cart waits for somebody who turned back. -#}
{% macro cart_is_kept() -%}
    interval '7' day
{%- endmacro %}
