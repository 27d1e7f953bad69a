{#- Whether a subscription runs after a change of this kind. -#}
{% macro subscription_status(change_kind) -%}
    case {{ change_kind }} when 'cancel' then 'cancelled' else 'active' end
{%- endmacro %}
