{#-
    Rows whose version key leads to no version of the dimension, to a version of another
    key, or to one that was not valid at the row's time. Null passes. Where the dimension
    calls its keys otherwise, its_version_key and its_durable_key name them.
-#}
{% test points_at_version(
    model, column_name, to, at, durable_key,
    its_version_key=none, its_durable_key=none
) %}

with

facts as (

    select
        {{ column_name }} as version_key,
        {{ durable_key }} as durable_key,
        {{ at }} as fact_at

    from {{ model }}
    where {{ column_name }} is not null

),

versions as (

    select
        {{ its_version_key or column_name }} as version_key,
        {{ its_durable_key or durable_key }} as durable_key,
        valid_from,
        valid_to

    from {{ to }}

)

select facts.*
from facts
left join versions
    on
        facts.version_key = versions.version_key
        and facts.durable_key = versions.durable_key
        and facts.fact_at >= versions.valid_from
        and facts.fact_at < versions.valid_to
where versions.version_key is null

{% endtest %}
