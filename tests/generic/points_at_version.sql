{#-
    Rows whose version key leads to no version of the dimension, to a version of another
    key, or to one that was not valid at the row's time; a row without a version key is one
    of them, unless `may_be_null` says that there may be no durable key either. Where the
    dimension calls its keys otherwise, its_version_key and its_durable_key name them.

    In an increment, rows of all days count whose key has a change among those that arrived.
-#}
{% test points_at_version(
    model, column_name, to, at, durable_key,
    its_version_key=none, its_durable_key=none, may_be_null=false
) %}

{%- set its_durable_key = its_durable_key or durable_key %}
{%- set subject = {
    'dim_user': 'user', 'dim_content': 'content', 'dim_post': 'post'
}.get(to.identifier) %}

with

tested as (

    select
        {{ column_name }} as version_key,
        {{ durable_key }} as durable_key,
        {{ at }} as fact_at

    from {{ model }}
    {%- if subject and looks_at_some_days() %}
    union
    select
        {{ column_name }} as version_key,
        {{ durable_key }} as durable_key,
        {{ at }} as fact_at

    from {{ tested_relation() }}
    where {{ durable_key }} in (
        {{ changed_in_open_days(subject, its_durable_key) | indent(8) }}
    )
    {%- endif %}

),

facts as (

    select * from tested
    {%- if may_be_null %}
    where
        version_key is not null
        or durable_key is not null
    {%- endif %}

),

versions as (

    select
        {{ its_version_key or column_name }} as version_key,
        {{ its_durable_key }} as durable_key,
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
