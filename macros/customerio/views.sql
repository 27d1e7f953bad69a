{#-
    What viewers looked at, with the views before and after in their session: the body of a
    CTE, for a table that replaces the viewing days of its window.

      calls       the CTE with the calls of these views
      events      the CTE with the events that they tell of
      in_session  the CTE with when these ended
-#}
{% macro views_in_session(calls, events, in_session) -%}
    with

    joined as (

        select
            calls.message_id,
            calls.event_name as view_name,
            calls.body,
            calls.received_at,
            events.*,
            in_session.play_source,
            in_session.ended_at,
            lag(calls.event_name) over of_the_session as previous_view,
            lead(calls.event_name) over of_the_session as next_view,
            lag({{ json_text('calls.body', '$.properties.url') }})
                over of_the_session as previous_url,
            lead(events.event_at) over of_the_session as next_event_at

        from {{ calls }} as calls
        inner join {{ events }} as events on calls.source_id = events.event_id
        inner join {{ in_session }} as in_session
            on events.event_id = in_session.event_id
        window of_the_session as (
            partition by events.session_id
            order by events.event_at, events.event_id
        )

    )

    select
        *,
        {{ seconds_between(
            'event_at',
            "if(event_type = 'content_play', ended_at, coalesce(next_event_at, ended_at))",
        ) | indent(8) }} as seconds_on_view

    from joined
{%- endmacro %}
