{#-
    Rows of a satellite with the hashdiff of the row before, in the order of their load
    dates. The keys are those of the rows that are tested; `satellite`, the model itself,
    lends the rows before them.
-#}
{% test no_equal_neighbors(model, satellite, key, hashdiff) %}

with

tested_keys as (

    select distinct {{ key }}
    from {{ model }}

),

neighbors as (

    select
        {{ key }},
        {{ hashdiff }},
        load_datetime,
        lag({{ hashdiff }}) over (
            partition by {{ key }} order by load_datetime
        ) as hashdiff_before

    from {{ satellite }}
    where {{ key }} in (select {{ key }} from tested_keys)

)

select *
from neighbors
where {{ hashdiff }} = hashdiff_before

{% endtest %}
