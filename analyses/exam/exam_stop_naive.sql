-- How much likelier is a film to be given up before a tenth if it stops to
-- load?
-- It takes one stop for what two or three of them did.
with

plays as (

    select
        (events.play_pct < 10)::integer as is_given_up,
        events.buffering_incidents > 0 as has_stopped

    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_content') }} as contents
        on events.content_version_key = contents.content_version_key
    where
        events.event_type = 'content_play'
        and contents.series_id is null

),

compared as (

    select
        avg(is_given_up) filter (where has_stopped)
        - avg(is_given_up) filter (where not has_stopped) as estimate,
        sqrt(
            var_samp(is_given_up) filter (where has_stopped)
            / count(*) filter (where has_stopped)
            + var_samp(is_given_up) filter (where not has_stopped)
            / count(*) filter (where not has_stopped)
        ) as error

    from plays

)

select
    estimate,
    estimate - 1.96 * error as low,
    estimate + 1.96 * error as high

from compared
