-- How likely are the plays of those twenty titles in the second half to be
-- completed?
-- By the quality of the title, the patience of the viewer and the stops of each
-- play.
with

plays as (

    select
        events.user_id,
        events.is_completed,
        events.buffering_incidents,
        contents.content_id as title_id,
        events.viewing_date
        < min(events.viewing_date) over () + 15 as is_first_half

    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_content') }} as contents
        on events.content_version_key = contents.content_version_key
    where
        events.event_type = 'content_play'
        and contents.series_id is null

),

best as (

    select title_id from plays
    where is_first_half
    group by all
    having count(*) between 10 and 25
    order by
        avg(is_completed::integer) desc,
        title_id asc
    limit 20

),

points as (

    select unnest(string_split(value, ' ')) as point from {{ ref('behaviour') }}
    where name = 'playback.watched'

),

-- the plays that end before nine tenths, of an average title and viewer
abandoned as (

    select string_split(point, ':')[1]::double as share from points
    where string_split(point, ':')[2]::double = 0.9

),

constants as (

    select value::double as stop_shortens from {{ ref('behaviour') }}
    where name = 'playback.stop_shortens'

),

held as (

    select
        users.patience
        + titles.quality
        - constants.stop_shortens * plays.buffering_incidents as hold

    from plays
    cross join constants
    inner join best
        on plays.title_id = best.title_id
    inner join {{ ref('truth_users') }} as users
        on plays.user_id = users.user_id
    inner join {{ ref('truth_titles') }} as titles
        on plays.title_id = titles.title_id
    where not plays.is_first_half

)

select avg(1 - abandoned.share ^ exp(held.hold)) as truth

from held
cross join abandoned
