{#-
    Where one comes to along links, from each start to every account that lies on the way: the
    body of a CTE with user_id, reached_user_id and steps, which must be called `walk`. Spark has
    no recursion before 4.1; there it is written out for up to five steps, and real chains of
    merged accounts have one or two.
-#}
{% macro walk(links, start, end) -%}
    {{ return(adapter.dispatch('walk')(links, start, end)) }}
{%- endmacro %}

{% macro duckdb__walk(links, start, end) -%}
    select
        {{ start }} as user_id,
        {{ end }} as reached_user_id,
        1 as steps

    from {{ links }}
    union all
    select
        walk.user_id,
        {{ links }}.{{ end }} as reached_user_id,
        walk.steps + 1 as steps

    from walk
    inner join {{ links }}
        on walk.reached_user_id = {{ links }}.{{ start }}
    where walk.steps < 100
{%- endmacro %}

{% macro spark__walk(links, start, end) -%}
    {%- for steps in range(1, 6) %}
    select
        step_1.{{ start }} as user_id,
        step_{{ steps }}.{{ end }} as reached_user_id,
        {{ steps }} as steps

    from {{ links }} as step_1
    {%- for step in range(2, steps + 1) %}
    inner join {{ links }} as step_{{ step }}
        on step_{{ step - 1 }}.{{ end }} = step_{{ step }}.{{ start }}
    {%- endfor %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}


{#- What stands after the first `with` of a query that has such a CTE. -#}
{% macro recursive() -%}
    {{ return(adapter.dispatch('recursive')()) }}
{%- endmacro %}

{% macro duckdb__recursive() -%}
    recursive
{%- endmacro %}

{% macro spark__recursive() -%}
{%- endmacro %}
