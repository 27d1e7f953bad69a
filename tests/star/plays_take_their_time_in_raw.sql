-- A walk through the raw actions of each play by the clock: at most one change
-- of speed, of which only the pauses before it are taken off, then what is
-- left of the content at the new speed, and all pauses.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

plays as (

    select
        arrivals.event_id,
        arrivals.timestamp as event_at,
        arrivals.event_details.play_duration as watched_seconds,
        arrivals.event_details.playback_speed as first_speed,
        arrivals.user_action as actions,
        [
            item.new_speed for item in arrivals.user_action
            if item.action_type = 'speed_change'
        ] as speeds,
        [
            item.timestamp for item in arrivals.user_action
            if item.action_type = 'speed_change'
        ] as changed_at

    from arrivals
    where arrivals.event_type = 'content_play'

),

changed as (

    select
        plays.*,
        coalesce(plays.speeds[1], plays.first_speed) as last_speed,
        coalesce(list_sum([
            item.duration for item in plays.actions
            if item.action_type = 'pause'
        ]), 0) as paused_seconds,
        coalesce(
            epoch(plays.changed_at[1] - plays.event_at)
            - coalesce(list_sum([
                item.duration for item in plays.actions
                if item.action_type = 'pause'
                and item.timestamp < plays.changed_at[1]
            ]), 0),
            0
        ) as seconds_before

    from plays

),

expected as (

    select
        event_id,
        event_at,
        paused_seconds,
        len(speeds) as changes,
        ceil(
            seconds_before
            + (watched_seconds - seconds_before * first_speed) / last_speed
        ) + paused_seconds as elapsed_seconds

    from changed

)

select
    expected.*,
    facts.elapsed_seconds as elapsed_seconds_of_fact,
    facts.ended_at

from expected
left join {{ ref('fct_events') }} as facts
    on expected.event_id = facts.event_id
where
    expected.changes < 2
    and (
        facts.elapsed_seconds is distinct from expected.elapsed_seconds
        or facts.paused_seconds is distinct from expected.paused_seconds
        or facts.ended_at is distinct from expected.event_at
        + to_seconds(expected.elapsed_seconds)
    )
