{#-
    The keys that are new among those that rows name, each with the load day of the first row
    that names it: the body of a CTE for a table that keeps one row a key.
-#}
{% macro first_named(named, key) %}
    select
        {{ named }}.{{ key }},
        min({{ named }}.load_date) as load_date

    from {{ named }}
    {%- if is_incremental() %}
    anti join {{ this }} as known on {{ named }}.{{ key }} = known.{{ key }}
    {%- endif %}
    group by all
{%- endmacro %}
