-- A satellite has one ghost record, with keys of 16 zero bytes.
{%- set satellites = {
    'sat_event_details': 'event_hk',
    'sat_event_details_v2': 'event_hk',
    'sat_user_profile': 'user_hk',
    'sat_user_personal': 'user_hk',
    'sat_user_subscription': 'user_hk',
    'sat_user_location': 'user_hk',
    'sat_device': 'device_hk',
    'sat_content': 'content_hk',
    'sat_post': 'post_hk',
    'bv_sat_user_engagement': 'user_hk',
} %}

with

ghosts as (
    {%- for satellite, key in satellites.items() %}

    select
        '{{ satellite }}' as satellite,
        count(*) as records,
        count(*) filter (where {{ key }} = unhex('{{ '00' * 16 }}')) as ghosts

    from {{ ref(satellite) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select * from ghosts
where
    records > 0
    and ghosts <> 1
