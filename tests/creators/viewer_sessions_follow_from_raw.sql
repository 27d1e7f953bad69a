-- The sessions that began on the days that a build may rewrite, cut again from
-- raw: at an event that no other of the viewer comes before for 30 minutes.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}

with

events as (

    {{ judged_post_events(first_day ~ ' - 1') | indent }}

),

starts as (

    select distinct
        viewer_id,
        event_at as started_at

    from events
    where not exists (
        select 1
        from events as others
        where
            others.viewer_id = events.viewer_id
            and others.event_at >= events.event_at - interval '30' minute
            and others.event_at < events.event_at
    )

),

in_sessions as (

    select
        events.*,
        starts.started_at

    from events
    asof inner join starts
        on
            events.viewer_id = starts.viewer_id
            and events.event_at >= starts.started_at

),

expected as (

    select
        viewer_id,
        started_at::date as event_date,
        started_at,
        true as has_version,
        max(event_at) as ended_at,
        floor(max(epoch(event_at - started_at))) as session_seconds,
        count(*) as events,
        sum(views) as views,
        count(distinct post_id) filter (where views > 0) as posts_viewed,
        sum(likes) as likes

    from in_sessions
    where started_at >= {{ first_day }}
    group by all

),

found as (

    select
        *,
        viewer_version_key is not null as has_version

    from {{ ref('fct_feed_sessions') }}
    where event_date >= {{ first_day }}

),

{{ rows_that_differ_by(
    'event_date', keys=['viewer_id', 'started_at'],
    columns=[
        'session_seconds', 'events', 'views', 'posts_viewed', 'likes',
        'ended_at', 'has_version',
    ]
) }}
