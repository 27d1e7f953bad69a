{#- The type of a device as the document spells it: mobile, tablet, desktop or tv. -#}
{% macro player_device_type(device_type) -%}
    case {{ device_type }} when 'smartTV' then 'tv' else {{ device_type }} end
{%- endmacro %}


{#- The network as the document spells it: wifi, cellular or ethernet. -#}
{% macro player_connection(network_type) -%}
    case {{ network_type }}
        when 'Mobile' then 'cellular'
        else lower({{ network_type }})
    end
{%- endmacro %}
