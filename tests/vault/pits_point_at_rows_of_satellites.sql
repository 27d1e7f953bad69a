-- What a PIT points to is in the satellite, the ghost record included, and was
-- known at its date; of such rows it is the last.
{%- set pointers = [
    ('pit_user', 'user_hk', 'sat_user_profile'),
    ('pit_user', 'user_hk', 'sat_user_personal'),
    ('pit_user', 'user_hk', 'sat_user_subscription'),
    ('pit_user', 'user_hk', 'sat_user_location'),
    ('pit_content', 'content_hk', 'sat_content'),
] %}

with

pointers as (
    {%- for pit, key, satellite in pointers %}

    select
        '{{ satellite }}' as satellite,
        {{ satellite }}_pk as hash_key,
        {{ satellite }}_ldts as load_datetime,
        as_of_date

    from {{ ref(pit) }}
    where as_of_date >= {{ tested_from() }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

),

satellites as (
    {%- for pit, key, satellite in pointers %}

    select
        '{{ satellite }}' as satellite,
        {{ key }} as hash_key,
        load_datetime,
        lead(load_datetime, 1, {{ latest_timestamp() }}) over (
            partition by {{ key }} order by load_datetime
        ) as replaced_at

    from {{ ref(satellite) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select pointers.*
from pointers
left join satellites
    on
        pointers.satellite = satellites.satellite
        and pointers.hash_key = satellites.hash_key
        and pointers.load_datetime = satellites.load_datetime
where
    satellites.load_datetime is null
    or satellites.load_datetime > pointers.as_of_date
    or satellites.replaced_at <= pointers.as_of_date
