-- The satellites of users, contents and posts have a row for each instant at
-- which the log in raw tells a change, and for none else.
{%- set satellites = {
    'sat_user_profile': {
        'hub': 'hub_user', 'key': 'user', 'log': 'raw_user_changes',
    },
    'sat_content': {
        'hub': 'hub_content', 'key': 'content', 'log': 'raw_content_changes',
    },
    'sat_post': {
        'hub': 'hub_post', 'key': 'post', 'log': 'raw_post_changes',
    },
} %}

with

in_vault as (
    {% for satellite, its in satellites.items() %}
    select distinct
        '{{ satellite }}' as satellite,
        hubs.{{ its.key }}_id as durable_key,
        rows_of_satellite.changed_at

    from {{ ref(satellite) }} as rows_of_satellite
    inner join {{ ref(its.hub) }} as hubs
        on rows_of_satellite.{{ its.key }}_hk = hubs.{{ its.key }}_hk
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

in_raw as (
    {% for satellite, its in satellites.items() %}
    select distinct
        '{{ satellite }}' as satellite,
        {{ its.key }}_id as durable_key,
        changed_at

    from {{ ref(its.log) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

{{ only_in_one_of('in_vault', 'in_raw') }}
