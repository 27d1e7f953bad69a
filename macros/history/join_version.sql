{#-
    Joins the version that was valid at an instant: a left join on the durable key, from
    valid_from up to, but without, valid_to. So each row meets one version at most.

      versions  the CTE with the versions
      on        the columns of the durable key, or a mapping of them to the names that they
                have on the other side
      at        the instant, as relation.column; the other side's key is in that relation
      as_       a name for the versions, where a query joins them twice
-#}
{% macro join_version(versions, on, at, as_=none) -%}
    {%- set version = as_ or versions -%}
    {%- set row = at.split('.') | first -%}
    left join {{ versions }}{{ ' as ' ~ as_ if as_ }}
        on
            {{ at }} >= {{ version }}.valid_from
            and {{ at }} < {{ version }}.valid_to
            {%- for key in on %}
            and {{ row }}.{{ on[key] if on is mapping else key }} = {{ version }}.{{ key }}
            {%- endfor %}
{%- endmacro %}
