-- A walk through the raw actions of each play by the clock: at most one change of
-- speed, of which only the pauses before it are taken off, then what is left of
-- the content at the new speed, and all pauses.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

plays as (

    select
        event_id,
        "timestamp" as event_at,
        event_details.play_duration as watched_seconds,
        event_details.playback_speed as first_speed,
        [
            item for item in user_action if item.action_type = 'pause'
        ] as pauses,
        [
            item for item in user_action if item.action_type = 'speed_change'
        ] as changes

    from arrivals
    where event_type = 'content_play'

),

changed as (

    select
        *,
        coalesce(list_sum([item.duration for item in pauses]), 0)
            as paused_seconds,
        coalesce(changes[1].new_speed, first_speed) as last_speed,
        coalesce(
            epoch(changes[1].timestamp - event_at)
            - coalesce(list_sum([
                item.duration for item in pauses
                if item.timestamp < changes[1].timestamp
            ]), 0),
            0
        ) as seconds_before

    from plays

),

expected as (

    select
        event_id,
        paused_seconds,
        ceil(
            seconds_before
            + (watched_seconds - seconds_before * first_speed) / last_speed
        ) + paused_seconds as elapsed_seconds,
        event_at,
        len(changes) as changes

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
