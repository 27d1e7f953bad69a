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


{#- How long a cart waits for somebody who turned back. -#}
{% macro cart_is_kept() -%}
    interval '7' day
{%- endmacro %}
