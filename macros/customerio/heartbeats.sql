{#-
    Moments at which a player says that content is still playing, every so many seconds that
    it plays: a select for int_customerio__play_calls, with no more columns than its moments
    have. Both arguments are CTEs of that model.
-#}
{% macro heartbeats(plays, actions) -%}
    select
        plays.event_id,
        beats.number + 1 as place,
        'Video Content Playing' as event_name,
        (
            (beats.number + 1) * {{ heartbeat_seconds() }}
            + coalesce(sum(pauses.duration_seconds), 0)
        )::integer as seconds_after_start,
        coalesce(sum(pauses.duration_seconds), 0)::integer as paused_seconds,
        '' as of_action

    from {{ plays }} as plays
    inner join {{ numbers(2000) }} as beats
        on (beats.number + 1) * {{ heartbeat_seconds() }} < plays.playing_seconds
    left join {{ actions }} as pauses
        on
            plays.event_id = pauses.event_id
            and pauses.action_type = 'pause'
            and pauses.seconds_after_start - pauses.paused_seconds
            <= (beats.number + 1) * {{ heartbeat_seconds() }}
    group by plays.event_id, beats.number
{%- endmacro %}


{#- How many seconds lie between two heartbeats, from the var; 0 for none. -#}
{% macro heartbeat_seconds() -%}
    {{ return(var('heartbeat_seconds', 0) | int) }}
{%- endmacro %}
