{#- What a subscription brings in a month, in whole cents, for tests: by its cycle and prices. -#}
{% macro cents_a_month(billing_cycle, prices) -%}
    case {{ billing_cycle }}
        when 'yearly'
            then (({{ prices }}.yearly_price_usd * 100)::bigint + 6) // 12
        else ({{ prices }}.monthly_price_usd * 100)::bigint
    end
{%- endmacro %}
