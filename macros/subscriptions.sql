{#- Whether a subscription runs after a change of this kind. -#}
{% macro subscription_status(change_kind) -%}
    case {{ change_kind }} when 'cancel' then 'cancelled' else 'active' end
{%- endmacro %}


{#-
    What a subscription pays for a month, in US dollars: a yearly price counts with a
    twelfth, rounded half up to cents. Each subscription is rounded by itself, so that
    months, changes and plans add up to the cent. Decimals divide in double, in which
    3854.70 / 12 lies below 321.225; so what is more than whole cents is taken off first.
-#}
{% macro monthly_price(billing_cycle, monthly_price_usd, yearly_price_usd) -%}
    case {{ billing_cycle }}
        when 'yearly'
            then (
                (
                    {{ yearly_price_usd }} + 0.06
                    - mod({{ yearly_price_usd }} + 0.06, 0.12)
                ) / 12
            )::decimal(18, 2)
        else {{ monthly_price_usd }}::decimal(18, 2)
    end
{%- endmacro %}
