-- Of a sixteenth of the viewers that the build may have touched, other ones on
-- each day, every metric counted again from raw.
with

last_day as (

    select max(clock.load_date) as load_date
    from {{ ref('raw_clock') }} as clock

),

sample as (

    select distinct events.user_id
    from {{ ref('raw_post_events') }} as events
    where
        events.load_date >= {{ tested_from() }}
        and {{ in_todays_sample('events.user_id') }}

),

arrived as (

    {{ first_arrivals_of_post_events() | indent }}

),

events as (

    select
        events.user_id,
        events.event_id,
        events.post_id,
        events.event_type,
        events.created_at as event_at,
        coalesce(events.created_at < posts.deleted_at, true) as is_of_post

    from arrived as events
    semi join sample on events.user_id = sample.user_id
    left join {{ ref('raw_posts') }} as posts
        on events.post_id = posts.post_id

),

-- an event that no other one comes before, or none for 30 minutes
starts as (

    select
        events.user_id,
        events.event_at as started_at,
        coalesce(
            lead(events.event_at) over (
                partition by events.user_id order by events.event_at
            ),
            timestamp '9999-12-31'
        ) as next_started_at

    from events
    where not exists (
        select 1
        from events as others
        where
            others.user_id = events.user_id
            and others.event_at >= events.event_at - interval '30' minute
            and (
                others.event_at < events.event_at
                or (
                    others.event_at = events.event_at
                    and others.event_id < events.event_id
                )
            )
    )

),

sessions as (

    select
        starts.user_id,
        starts.started_at,
        max(epoch(events.event_at) - epoch(starts.started_at)) as seconds,
        count(distinct events.post_id) filter (
            where events.event_type = 'view' and events.is_of_post
        ) as posts

    from starts
    inner join events
        on
            starts.user_id = events.user_id
            and starts.started_at <= events.event_at
            and starts.next_started_at > events.event_at
    group by all

),

summed_sessions as (

    select
        user_id,
        count(*) as sessions,
        sum(seconds) as session_seconds,
        avg(seconds) as seconds_per_session,
        avg(posts) as posts_per_session

    from sessions
    group by all

),

active_days as (

    select distinct
        user_id,
        event_at::date as active_on

    from events

),

first_days as (

    select active_days.*
    from active_days
    anti join active_days as days_before
        on
            active_days.user_id = days_before.user_id
            and active_days.active_on - 1 = days_before.active_on

),

-- a streak began on the last day before which there was none
streaks as (

    select
        active_days.user_id,
        active_days.active_on,
        min(active_days.active_on - first_days.active_on) + 1 as streak_days

    from active_days
    inner join first_days
        on
            active_days.user_id = first_days.user_id
            and active_days.active_on >= first_days.active_on
    group by all

),

summed_days as (

    select
        streaks.user_id,
        last_day.load_date,
        count(*) as active_days,
        count(*) filter (
            where last_day.load_date - streaks.active_on between 0 and 27
        ) as active_days_28d,
        max(streaks.streak_days) as longest_streak_days,
        coalesce(
            max(streaks.streak_days) filter (
                where streaks.active_on >= last_day.load_date
            ),
            0
        ) as streak_days,
        min(streaks.active_on) as first_event_date,
        max(streaks.active_on) as last_event_date

    from streaks
    cross join last_day
    group by all

),

summed_events as (

    select
        user_id,
        count(*) filter (where event_type = 'view' and is_of_post) as views,
        count(distinct post_id) filter (
            where event_type = 'view' and is_of_post
        ) as posts_viewed,
        count(distinct post_id) filter (
            where event_type = 'like' and is_of_post
        ) as likes

    from events
    group by all

)

select sample.user_id
from sample
inner join summed_sessions on sample.user_id = summed_sessions.user_id
inner join summed_days on sample.user_id = summed_days.user_id
inner join summed_events on sample.user_id = summed_events.user_id
left join {{ ref('agg_viewer') }} as metrics
    on sample.user_id = metrics.viewer_id
where
    summed_days.load_date is distinct from metrics.as_of_date
    {%- for measure in ['seconds_per_session', 'posts_per_session'] %}
    or coalesce(
        abs(summed_sessions.{{ measure }} - metrics.{{ measure }}) > 1e-9,
        true
    )
    {%- endfor %}
    {%- for table, measures in {
        'summed_sessions': ['sessions', 'session_seconds'],
        'summed_days': [
            'active_days', 'active_days_28d', 'longest_streak_days',
            'streak_days', 'first_event_date', 'last_event_date'
        ],
        'summed_events': ['views', 'posts_viewed', 'likes'],
    }.items() %}
    {%- for measure in measures %}
    or {{ table }}.{{ measure }} is distinct from metrics.{{ measure }}
    {%- endfor %}
    {%- endfor %}
