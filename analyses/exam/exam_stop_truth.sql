-- How much likelier does one stop make it that a play is given up before a
-- tenth?
-- By the patience of each play's viewer and the quality of its title, with one
-- stop and with none.
with

constants as (

    select value::double as stop_shortens from {{ ref('behaviour') }}
    where name = 'playback.stop_shortens'

),

plays as (

    select
        constants.stop_shortens,
        users.patience + titles.quality as hold

    from {{ ref('fct_events') }} as events
    cross join constants
    inner join {{ ref('dim_content') }} as contents
        on events.content_version_key = contents.content_version_key
    inner join {{ ref('truth_users') }} as users
        on events.user_id = users.user_id
    inner join {{ ref('truth_titles') }} as titles
        on contents.content_id = titles.title_id
    where
        events.event_type = 'content_play'
        and contents.series_id is null

),

points as (

    select unnest(string_split(value, ' ')) as point from {{ ref('behaviour') }}
    where name = 'playback.watched'

),

-- the plays given up before a tenth, of an average title and viewer
given_up as (

    select string_split(point, ':')[1]::double as share from points
    where string_split(point, ':')[2]::double = 0.1

)

select
    avg(
        given_up.share ^ exp(plays.hold - plays.stop_shortens)
        - given_up.share ^ exp(plays.hold)
    ) as truth

from plays
cross join given_up
