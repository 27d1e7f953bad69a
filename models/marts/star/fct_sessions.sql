{{ config(
    materialized="incremental",
    incremental_strategy="delete+insert",
    unique_key="viewing_date",
    on_schema_change="fail",
) }}

{%- set repair_from = repair_from() %}

with

events as (

    select * from {{ ref('fct_events') }}
    where viewing_date >= {{ repair_from }}

),

pauses as (

    select
        event_id,
        sum(duration_seconds) as paused_seconds

    from {{ ref('fct_user_actions') }}
    where
        action_type = 'pause'
        and viewing_date >= {{ repair_from }}
    group by all

),

timed as (

    select
        events.session_id,
        events.event_type,
        events.content_id,
        events.device_key,
        events.is_completed,
        events.event_at,
        coalesce(events.play_duration_seconds, 0) as watched_seconds,
        coalesce(
            ceil(events.play_duration_seconds / events.playback_speed), 0
        )::bigint as playing_seconds,
        coalesce(pauses.paused_seconds, 0) as paused_seconds

    from events
    left join pauses
        on events.event_id = pauses.event_id

),

first_events as (

    select
        session_id,
        user_id,
        user_version_key,
        device_key,
        device_version_key,
        location_version_key,
        subscription_key,
        subscription_version_key,
        time_of_day_key,
        event_at,
        local_at,
        event_date,
        viewing_date

    from events
    qualify row_number() over (
        partition by session_id
        order by event_at, event_id
    ) = 1

),

totals as (

    select
        session_id,
        sum(watched_seconds)::bigint as watched_seconds,
        sum(paused_seconds)::bigint as paused_seconds,
        count(*) as events,
        count(*) filter (where event_type = 'content_play') as plays,
        count(*) filter (where is_completed) as completed_plays,
        count(*) filter (where event_type = 'search') as search_events,
        count(*) filter (where event_type = 'browse') as browse_events,
        count(distinct content_id) as titles,
        count(distinct device_key) as devices,
        max(
            {{ seconds_after('event_at', 'playing_seconds + paused_seconds') }}
        ) as ended_at

    from timed
    group by all

),

day_parts as (

    select * from {{ ref('dim_time_of_day') }}

),

joined as (

    select
        ---------- keys
        first_events.session_id,
        first_events.user_id,
        first_events.user_version_key,
        first_events.device_key,
        first_events.device_version_key,
        first_events.location_version_key,
        first_events.subscription_key,
        first_events.subscription_version_key,
        first_events.time_of_day_key,

        ---------- attributes
        day_parts.day_part,

        ---------- measures
        {{ seconds_between('first_events.event_at', 'totals.ended_at') }}
            as session_seconds,
        totals.watched_seconds,
        totals.paused_seconds,
        totals.events,
        totals.plays,
        totals.completed_plays,
        totals.search_events,
        totals.browse_events,
        totals.titles,
        totals.devices,

        ---------- timestamps
        first_events.event_at as started_at,
        totals.ended_at,
        first_events.local_at as local_started_at,
        first_events.event_date,
        first_events.viewing_date

    from first_events
    inner join totals
        on first_events.session_id = totals.session_id
    inner join day_parts
        on first_events.time_of_day_key = day_parts.time_of_day_key

)

select * from joined
