{#-
    Joins the version that was valid at an instant: a left join on the durable key, from
    valid_from up to, but without, valid_to. So each row meets one version at most.

      versions  the CTE with the versions
      on        the columns of the durable key; where the other side has them under other
                names, a mapping of column to name
      at        the instant, as relation.column; names without a relation belong to that one
      as_       a name for the versions, where a query joins them twice
-#}
{% macro join_version(versions, on, at, as_=none) -%}
    {%- set version = as_ or versions -%}
    {%- set other = at.split('.') | first -%}
    left join {{ versions }}{{ ' as ' ~ as_ if as_ }}
        on
            {%- for key in on %}
            {%- set name = on[key] if on is mapping else key %}
            {%- set name = name if '.' in name else other ~ '.' ~ name %}
            {{ 'and ' if not loop.first }}{{ name }} = {{ version }}.{{ key }}
            {%- endfor %}
            and {{ at }} >= {{ version }}.valid_from
            and {{ at }} < {{ version }}.valid_to
{%- endmacro %}
