{#- What Customer.IO calls a device of this kind: it knows phones and tablets by their system, all else is the web. -#}
{% macro cio_device_type(device_type, os) -%}
    case
        when {{ is_app_device(device_type) }} then lower({{ os }})
        else 'web'
    end
{%- endmacro %}


{#- Who makes devices of a model, by its name. -#}
{% macro brand_of(model, os) -%}
    case
        when {{ os }} in ('iOS', 'macOS') then 'Apple'
        else split_part({{ model }}, ' ', 1)
    end
{%- endmacro %}


{#- Whether a device is on a wifi or a cellular network; a cable is as good as wifi. -#}
{% macro cio_network_type(network_type) -%}
    case {{ network_type }}
        when 'Mobile' then 'cellular'
        when 'WiFi' then 'wifi'
        when 'Ethernet' then 'wifi'
    end
{%- endmacro %}


{#- A push token as the push service knows it, from its key. -#}
{% macro push_token(token_id) -%}
    replace({{ hash_key(["'push token'", token_id]) }}::varchar, '-', '')
{%- endmacro %}
