{#-
    When the events of the viewing days from this one on were over, as far as it is known:
    the body of a CTE with event_id, paused_seconds and ended_at. A play takes what is
    watched in each stretch between two changes of speed, at the speed in it, and its
    pauses; a second that has begun counts. A search or a look around, of which only the
    start is known, ends there.
-#}
{% macro event_ends(first_day) %}
    with

    actions as (

        select
            event_id,
            action_type,
            action_number,
            old_speed,
            new_speed,
            coalesce(duration_seconds, 0) as paused_seconds,
            {{ seconds_between('event_at', 'action_at') }} as elapsed_seconds

        from {{ ref('fct_user_actions') }}
        where viewing_date >= {{ first_day }}

    ),

    pauses as (

        select
            event_id,
            sum(paused_seconds) as paused_seconds

        from actions
        group by all

    ),

    timed_actions as (

        select
            *,
            elapsed_seconds + paused_seconds - sum(paused_seconds) over (
                partition by event_id
                order by action_number
                rows between unbounded preceding and current row
            ) as played_seconds

        from actions

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

        from timed_actions
        where action_type = 'speed_change'

    ),

    last_changes as (

        select
            event_id,
            new_speed,
            played_seconds,
            sum(watched_seconds) over (partition by event_id)
                as watched_seconds

        from stretches
        qualify row_number() over (
            partition by event_id
            order by action_number desc
        ) = 1

    ),

    timed as (

        select
            events.event_id,
            events.event_at,
            coalesce(last_changes.played_seconds, 0) + coalesce(ceil(
                (
                    events.play_duration_seconds
                    - coalesce(last_changes.watched_seconds, 0)
                ) / coalesce(last_changes.new_speed, events.playback_speed)
            ), 0)::bigint as playing_seconds,
            coalesce(pauses.paused_seconds, 0) as paused_seconds

        from {{ ref('fct_events') }} as events
        left join pauses
            on events.event_id = pauses.event_id
        left join last_changes
            on events.event_id = last_changes.event_id
        where events.viewing_date >= {{ first_day }}

    )

    select
        event_id,
        paused_seconds,
        {{ seconds_after('event_at', 'playing_seconds + paused_seconds') }}
            as ended_at

    from timed
{%- endmacro %}
