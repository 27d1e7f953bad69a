{#- The pause after which a viewer's next view or like begins another session of the creator feed. -#}
{% macro session_gap() -%}
    interval '30' minute
{%- endmacro %}


{#- How much a creator writes, by the posts of 28 days. -#}
{% macro activity_level(posts) -%}
    case
        when {{ posts }} >= 4 then 'heavy'
        when {{ posts }} >= 2 then 'regular'
        when {{ posts }} = 1 then 'occasional'
        else 'none'
    end
{%- endmacro %}


{#- A share in percent; null of nothing. -#}
{% macro percent_of(part, whole) -%}
    100.0::double * {{ part }} / nullif({{ whole }}, 0)
{%- endmacro %}
