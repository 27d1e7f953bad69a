{#-
    How long plays took: the body of a CTE with event_id, elapsed_seconds and paused_seconds.
    A play takes what is watched in each stretch between two changes of speed, at the speed
    in it, and its pauses; a second that has begun counts. Both arguments are CTEs: events,
    of which plays count, and their actions.
-#}
{% macro play_times(events, actions) %}
    with

    timed_actions as (

        select
            event_id,
            action_type,
            action_number,
            old_speed,
            new_speed,
            {{ seconds_between('event_at', 'action_at') }} as seconds_after_start,
            case action_type when 'pause' then coalesce(duration_seconds, 0) else 0 end
                as paused_seconds

        from {{ actions }}

    ),

    pauses as (

        select
            event_id,
            sum(paused_seconds)::integer as paused_seconds

        from timed_actions
        group by all

    ),

    played_until as (

        select
            *,
            seconds_after_start + paused_seconds - sum(paused_seconds) over (
                partition by event_id
                order by action_number
                rows between unbounded preceding and current row
            ) as played_seconds

        from timed_actions

    ),

    stretches as (

        select
            event_id,
            action_number,
            new_speed,
            played_seconds,
            old_speed * (
                played_seconds - coalesce(lag(played_seconds) over (
                    partition by event_id
                    order by action_number
                ), 0)
            ) as watched_seconds

        from played_until
        where action_type = 'speed_change'

    ),

    last_changes as (

        select
            event_id,
            new_speed,
            played_seconds,
            sum(watched_seconds) over (partition by event_id) as watched_seconds

        from stretches
        qualify row_number() over (
            partition by event_id
            order by action_number desc
        ) = 1

    ),

    played as (

        select
            events.event_id,
            coalesce(pauses.paused_seconds, 0) as paused_seconds,
            coalesce(last_changes.played_seconds, 0) as seconds_before_change,
            greatest(
                events.play_duration_seconds
                - coalesce(last_changes.watched_seconds, 0),
                0
            )
            / nullif(coalesce(last_changes.new_speed, events.playback_speed), 0)
                as seconds_since_change

        from {{ events }} as events
        left join pauses on events.event_id = pauses.event_id
        left join last_changes on events.event_id = last_changes.event_id
        where events.event_type = 'content_play'

    )

    select
        event_id,
        (
            seconds_before_change
            + ceil(coalesce(seconds_since_change, 0))
            + paused_seconds
        )::integer as elapsed_seconds,
        paused_seconds

    from played
{%- endmacro %}
