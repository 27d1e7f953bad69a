{#-
    Versions of a key that are empty, that leave a gap to the next one or overlap it, and
    keys whose last version is not the current one, open at its end, or not the only one.
-#}
{% test unbroken_versions(model, key) %}

with

versions as (

    select
        {{ key }},
        valid_from,
        valid_to,
        is_current,
        lead(valid_from, 1, {{ latest_timestamp() }}) over (
            partition by {{ key }} order by valid_from
        ) as next_valid_from,
        row_number() over (
            partition by {{ key }} order by valid_from desc
        ) = 1 as is_last

    from {{ model }}

)

select *
from versions
where
    valid_from >= valid_to
    or valid_to is distinct from next_valid_from
    or is_current is distinct from is_last

{% endtest %}
