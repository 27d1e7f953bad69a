-- A session has the keys of its first event, and the sums and the end of all.
{%- set first_day = tested_from() %}
{%- set keys = [
    'user_id', 'user_version_key', 'device_key', 'device_version_key',
    'location_version_key', 'subscription_key', 'subscription_version_key',
    'time_of_day_key'
] %}

with

events as (

    select * from {{ ref('fct_events') }}
    where viewing_date >= {{ first_day }}

),

totals as (

    select
        session_id,
        list(event_id order by event_at, event_id)[1] as first_event_id,
        max(ended_at) as ended_at,
        sum(coalesce(play_duration_seconds, 0)) as watched_seconds,
        sum(coalesce(paused_seconds, 0)) as paused_seconds,
        count(*) as events,
        sum((event_type = 'content_play')::integer) as plays,
        sum(coalesce(is_completed, false)::integer) as completed_plays,
        sum((event_type = 'search')::integer) as search_events,
        sum((event_type = 'browse')::integer) as browse_events,
        count(distinct case event_type when 'content_play' then content_id end)
            as contents

    from events
    group by all

),

expected as (

    select
        totals.*,
        {%- for key in keys %}
        first_events.{{ key }},
        {%- endfor %}
        first_events.event_date,
        first_events.viewing_date,
        first_events.event_at as started_at,
        first_events.local_at as local_started_at,
        minutes.day_part,
        floor(epoch(totals.ended_at - first_events.event_at))
            as session_seconds

    from totals
    inner join events as first_events
        on totals.first_event_id = first_events.event_id
    inner join {{ ref('dim_time_of_day') }} as minutes
        on first_events.time_of_day_key = minutes.time_of_day_key

),

found as (

    select * from {{ ref('fct_sessions') }}
    where viewing_date >= {{ first_day }}

),

{{ rows_that_differ_by('viewing_date', keys=['session_id'], columns=keys + [
    'day_part', 'session_seconds', 'watched_seconds',
    'paused_seconds', 'events', 'plays', 'completed_plays', 'search_events',
    'browse_events', 'contents', 'started_at', 'ended_at', 'local_started_at',
    'event_date',
]) }}
