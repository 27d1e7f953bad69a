-- The source of a play by another way than the event before it: a click on its
-- title in the list of the latest play, the latest search, the latest look
-- around.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

plays as (

    select
        plays.event_id,
        arg_max(
            befores.event_type, row(befores.timestamp, befores.event_id)
        ) as type_before,
        arg_max(
            list_contains(
                [
                    item.content_id for item in befores.recommendations
                    if item.clicked
                ],
                plays.content.id
            ),
            row(befores.timestamp, befores.event_id)
        ) as is_clicked,
        arg_max(
            befores.content.series_id = plays.content.series_id
            and (befores.content.season, befores.content.episode + 1)
            = (plays.content.season, plays.content.episode),
            row(befores.timestamp, befores.event_id)
        ) as is_next_of_season

    from arrivals as plays
    left join arrivals as befores
        on
            plays.session_id = befores.session_id
            and (befores.timestamp, befores.event_id)
            < (plays.timestamp, plays.event_id)
    where plays.event_type = 'content_play'
    group by all

)

select
    plays.*,
    facts.play_source

from plays
left join {{ ref('fct_events') }} as facts
    on plays.event_id = facts.event_id
where
    (facts.play_source = 'search')
    is distinct from coalesce(plays.type_before = 'search', false)
    or (facts.play_source = 'browse')
    is distinct from coalesce(plays.type_before = 'browse', false)
    or (facts.play_source = 'recommendation') is distinct from coalesce(
        plays.type_before = 'content_play' and plays.is_clicked, false
    )
    or (
        coalesce(plays.is_next_of_season, false)
        and facts.play_source not in ('next_episode', 'recommendation')
    )
