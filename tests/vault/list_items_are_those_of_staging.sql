-- Each item that the vault keeps of an event's lists, and each view or like of
-- a post, is the one in staging and hangs on the event that brought it. A first
-- build may have millions, so it is done for a sixteenth of the events; each
-- day has others.
{%- set first_day = tested_from() %}
{%- set opened_at = batch_closes_at(first_day ~ ' - 1') %}
{%- set lists = {
    'masat_user_actions': [
        'stg_consumer_events__user_actions', 'action_number', 'action_id',
    ],
    'masat_recommendations': [
        'stg_consumer_events__recommendations', 'recommendation_number',
        'recommendation_id',
    ],
    'masat_search_history': [
        'stg_consumer_events__search_history', 'search_number', 'search_id',
    ],
} %}

with

expected as (

    {% for list, (staging, number, id) in lists.items() -%}
    select
        '{{ list }}' as list,
        unhex(md5(event_id::varchar)) as event_key,
        {{ number }} as item_number,
        {{ id }}::varchar as item,
        null::blob as other_key,
        null::blob as third_key,
        event_at,
        viewing_date,
        greatest(ingested_at, {{ batch_closes_at('load_date - 1') }})
            as load_datetime

    from {{ ref(staging) }}
    where
        load_date >= {{ first_day }}
        and {{ in_todays_sample('md5(event_id::varchar)') }}
    union all
    {% endfor -%}
    select
        'nh_link_post_event' as list,
        unhex(md5(post_event_id::varchar)) as event_key,
        1 as item_number,
        post_event_id::varchar || event_type as item,
        unhex(md5(post_id::varchar)) as other_key,
        unhex(md5(user_id::varchar)) as third_key,
        event_at,
        null as viewing_date,
        greatest(ingested_at, {{ batch_closes_at('load_date - 1') }})
            as load_datetime

    from {{ ref('stg_platform__post_events') }}
    where
        load_date >= {{ first_day }}
        and {{ in_todays_sample('md5(post_event_id::varchar)') }}

),

found as (

    {% for list, (staging, number, id) in lists.items() -%}
    select
        '{{ list }}' as list,
        event_hk as event_key,
        {{ number }} as item_number,
        {{ id }}::varchar as item,
        null::blob as other_key,
        null::blob as third_key,
        event_at,
        viewing_date,
        load_datetime

    from {{ ref(list) }}
    where
        load_datetime >= {{ opened_at }}
        and load_datetime > timestamp '1900-01-01'
        and {{ in_todays_sample('hex(event_hk)') }}
    union all
    {% endfor -%}
    select
        'nh_link_post_event' as list,
        post_event_hk as event_key,
        1 as item_number,
        post_event_id::varchar || event_type as item,
        post_hk as other_key,
        user_hk as third_key,
        event_at,
        null as viewing_date,
        load_datetime

    from {{ ref('nh_link_post_event') }}
    where
        load_datetime >= {{ opened_at }}
        and {{ in_todays_sample('hex(post_event_hk)') }}

),

{{ rows_that_differ_by('list', keys=['event_key', 'item_number'], columns=[
    'item', 'other_key', 'third_key', 'event_at', 'viewing_date',
    'load_datetime',
]) }}
