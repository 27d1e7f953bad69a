-- On every day that a build may rewrite, what a viewer did that day and so far,
-- and the sessions that began then, from all of raw. Each row counts all that
-- was before, so it is done for a sixteenth of the viewers; each day has
-- others.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}

with

events as (

    {{ judged_post_events(
        "date '1900-01-01'", only_if=in_todays_sample('events.user_id')
    ) | indent }}

),

-- an event that no other one comes before, or none for 30 minutes
starts as (

    select
        viewer_id,
        event_date,
        event_at as started_at

    from events
    where not exists (
        select 1
        from events as others
        where
            others.viewer_id = events.viewer_id
            and others.event_at >= events.event_at - interval '30' minute
            and (
                others.event_at < events.event_at
                or (
                    others.event_at = events.event_at
                    and others.post_event_id < events.post_event_id
                )
            )
    )

),

days as (

    select distinct
        viewer_id,
        event_date

    from events

),

streaks as (

    select
        days.viewer_id,
        days.event_date,
        count(*) filter (where days.event_date - earlier.event_date < 28)
            as active_days_28d,
        count(*) as cumulative_active_days,
        -- the last day so far whose eve was none
        max(earlier.event_date) filter (where eves.event_date is null)
            as began_on

    from days
    inner join days as earlier
        on
            days.viewer_id = earlier.viewer_id
            and days.event_date >= earlier.event_date
    left join days as eves
        on
            earlier.viewer_id = eves.viewer_id
            and earlier.event_date - 1 = eves.event_date
    where days.event_date >= {{ first_day }}
    group by all

),

sessions as (

    select
        days.viewer_id,
        days.event_date,
        count(*) filter (where days.event_date = starts.event_date)
            as sessions,
        count(*) as cumulative_sessions

    from days
    inner join starts
        on
            days.viewer_id = starts.viewer_id
            and days.event_date >= starts.event_date
    where days.event_date >= {{ first_day }}
    group by all

),

of_events as (

    select
        days.viewer_id,
        days.event_date,
        {%- for measure in ['views', 'first_views', 'likes'] %}
        sum({{ measure }}) filter (where days.event_date = events.event_date)
            as {{ measure }},
        sum({{ measure }}) as cumulative_{{ measure }},
        {%- endfor %}
        count(*) filter (where days.event_date = events.event_date) as events,
        count(distinct events.post_id) filter (
            where days.event_date = events.event_date and views > 0
        ) as posts_viewed,
        count(distinct events.post_id) filter (where views > 0)
            as cumulative_posts_viewed

    from days
    inner join events
        on
            days.viewer_id = events.viewer_id
            and days.event_date >= events.event_date
    where days.event_date >= {{ first_day }}
    group by all

),

expected as (

    select
        of_events.*,
        sessions.sessions,
        sessions.cumulative_sessions,
        streaks.active_days_28d,
        streaks.cumulative_active_days,
        streaks.event_date - streaks.began_on + 1 as streak_days

    from of_events
    inner join sessions
        on
            of_events.viewer_id = sessions.viewer_id
            and of_events.event_date = sessions.event_date
    inner join streaks
        on
            of_events.viewer_id = streaks.viewer_id
            and of_events.event_date = streaks.event_date

),

found as (

    select * from {{ ref('agg_feed_viewer_daily') }}
    where
        event_date >= {{ first_day }}
        and {{ in_todays_sample('viewer_id') }}

),

{{ rows_that_differ_by('event_date', keys=['viewer_id'], columns=[
    'sessions', 'events', 'views', 'posts_viewed', 'first_views', 'likes',
    'active_days_28d', 'streak_days', 'cumulative_active_days',
    'cumulative_sessions', 'cumulative_views', 'cumulative_posts_viewed',
    'cumulative_likes',
]) }}
