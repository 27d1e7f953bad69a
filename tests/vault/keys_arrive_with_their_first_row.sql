-- Of the keys of hubs and the relations of links that arrived on the days that
-- are tested, a sixteenth, other ones on each day: the hash, what it stands
-- for, its load date and its source are those of the first row in staging that
-- names it.
{%- set first_day = tested_from() %}
{%- set events = 'stg_consumer_events__events' %}
{%- set recommendations = 'stg_consumer_events__recommendations' %}
{%- set user_changes = 'stg_platform__user_changes' %}
{%- set subscriptions = 'stg_platform__subscription_changes' %}
{%- set contents = 'stg_platform__content_changes' %}
{%- set post_changes = 'stg_platform__post_changes' %}
{%- set post_events = 'stg_platform__post_events' %}
{%- set plan = "case change_kind when 'cancel' then 'none' else plan end" %}
{%- set sources = {
    events: ['consumer_events', 'ingested_at'],
    recommendations: ['consumer_events.recommendations', 'ingested_at'],
    user_changes: ['user_changes', 'changed_at'],
    subscriptions: ['subscription_changes', 'changed_at'],
    contents: ['content_changes', 'changed_at'],
    post_changes: ['post_changes', 'changed_at'],
    post_events: ['post_events', 'ingested_at'],
} %}
{%- set hubs = {
    'hub_user': ['user_hk', 'user_id', [
        events, user_changes, subscriptions, post_changes, post_events,
    ]],
    'hub_content': [
        'content_hk', 'content_id', [contents, events, recommendations]
    ],
    'hub_device': ['device_hk', 'device_id', [events]],
    'hub_event': ['event_hk', 'event_id', [events]],
    'hub_session': ['session_hk', 'session_id', [events]],
    'hub_post': ['post_hk', 'post_id', [post_changes, post_events]],
    'hub_plan': ['plan_hk', 'plan_name', [subscriptions]],
} %}
{%- set links = {
    'link_event_user': ['event_user_hk', 'event_id', 'user_id', events],
    'link_event_content': [
        'event_content_hk', 'event_id', 'content_id', events
    ],
    'link_event_device': ['event_device_hk', 'event_id', 'device_id', events],
    'link_event_session': [
        'event_session_hk', 'event_id', 'session_id', events
    ],
    'link_user_device': ['user_device_hk', 'user_id', 'device_id', events],
    'link_user_plan': ['user_plan_hk', 'user_id', 'plan_name', subscriptions],
    'link_post_creator': [
        'post_creator_hk', 'post_id', 'user_id', post_changes
    ],
} %}

with

{% for source, (name, instant) in sources.items() -%}
{{ source }} as (

    select
        *,
        {%- if source == subscriptions %}
        {{ plan }} as plan_name,
        {%- endif %}
        '{{ name }}' as record_source,
        greatest({{ instant }}, {{ batch_closes_at('load_date - 1') }})
            as load_datetime

    from {{ ref(source) }}
    where load_date >= {{ first_day }}

),

{% endfor -%}

named as (

    {% for hub, (key, natural_key, its_sources) in hubs.items() -%}
    {%- for source in its_sources -%}
    select
        '{{ hub }}' as table_name,
        {{ natural_key }}::varchar as names,
        null as other_names,
        record_source,
        load_datetime

    from {{ source }}
    where {{ natural_key }} is not null
    union all
    {% endfor -%}
    {% endfor -%}
    {%- for link, (key, one, other, source) in links.items() -%}
    select
        '{{ link }}' as table_name,
        {{ one }}::varchar as names,
        {{ other }}::varchar as other_names,
        record_source,
        load_datetime

    from {{ source }}
    where {{ one }} is not null and {{ other }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

first_arrivals as (

    select
        table_name,
        names,
        other_names,
        unhex(md5(concat_ws('||', names, other_names))) as key_hash,
        min(load_datetime) as load_datetime

    from named
    where {{ in_todays_sample('md5(names)') }}
    group by all

),

first_sources as (

    select
        first_arrivals.*,
        list(distinct named.record_source) as record_sources

    from first_arrivals
    inner join named
        on
            first_arrivals.table_name = named.table_name
            and first_arrivals.names = named.names
            and first_arrivals.other_names
            is not distinct from named.other_names
            and first_arrivals.load_datetime = named.load_datetime
    group by all

),

found as (

    {% for hub, (key, natural_key, its_sources) in hubs.items() -%}
    select
        '{{ hub }}' as table_name,
        {{ key }} as key_hash,
        unhex(md5({{ natural_key }}::varchar)) as one_hash,
        null as other_hash,
        record_source,
        load_datetime

    from {{ ref(hub) }}
    union all
    {% endfor -%}
    {%- for link, (key, one, other, source) in links.items() -%}
    select
        '{{ link }}' as table_name,
        {{ key }} as key_hash,
        {{ one.replace('_id', '_hk') }} as one_hash,
        {{ other.replace('_id', '_hk').replace('_name', '_hk') }} as other_hash,
        record_source,
        load_datetime

    from {{ ref(link) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    found.table_name,
    found.load_datetime,
    hex(found.key_hash) as key_hash

from found
left join first_sources
    on
        found.table_name = first_sources.table_name
        and found.key_hash = first_sources.key_hash
where
    found.load_datetime >= {{ batch_closes_at(first_day ~ ' - 1') }}
    and found.load_datetime > timestamp '1900-01-01'
    and {{ in_todays_sample('hex(found.one_hash)') }}
    and not coalesce(
        found.one_hash = unhex(md5(first_sources.names))
        and found.other_hash
        is not distinct from unhex(md5(first_sources.other_names))
        and date_trunc('second', found.load_datetime)
        = date_trunc('second', first_sources.load_datetime)
        and list_contains(first_sources.record_sources, found.record_source),
        false
    )
