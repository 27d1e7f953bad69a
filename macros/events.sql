{#-
    When the events of the viewing days from this one on were over, as far as it is known:
    the body of a CTE with event_id, paused_seconds and ended_at. A play takes its time at
    the speed at which it began, and its pauses; a search or a look around, of which only
    the start is known, ends there.
-#}
{% macro event_ends(first_day) %}
    with

    pauses as (

        select
            event_id,
            sum(duration_seconds) as paused_seconds

        from {{ ref('fct_user_actions') }}
        where
            action_type = 'pause'
            and viewing_date >= {{ first_day }}
        group by all

    ),

    timed as (

        select
            events.event_id,
            events.event_at,
            coalesce(
                ceil(events.play_duration_seconds / events.playback_speed), 0
            )::bigint as playing_seconds,
            coalesce(pauses.paused_seconds, 0) as paused_seconds

        from {{ ref('fct_events') }} as events
        left join pauses
            on events.event_id = pauses.event_id
        where events.viewing_date >= {{ first_day }}

    )

    select
        event_id,
        paused_seconds,
        {{ seconds_after('event_at', 'playing_seconds + paused_seconds') }}
            as ended_at

    from timed
{%- endmacro %}
