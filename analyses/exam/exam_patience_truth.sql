-- How large is the standard deviation of how likely viewers are to complete
-- their plays?
-- By the patience of the viewer and the stops of each play, with a title of any
-- quality.
with

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

plays as (

    select
        events.user_id,
        titles.quality,
        users.patience
        - constants.stop_shortens * events.buffering_incidents as hold

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

viewers as (

    select
        user_id,
        hold

    from plays
    qualify count(*) over (partition by user_id) between 10 and 30

),

-- which title a play is of is luck, too, so each is taken to be of any
qualities as (

    select
        round(quality, 1) as quality,
        count(*) as plays

    from plays
    group by all

),

expected as (

    select
        viewers.user_id,
        sum(
            qualities.plays
            * (1 - abandoned.share ^ exp(viewers.hold + qualities.quality))
        ) / sum(qualities.plays) as likely

    from viewers
    cross join qualities
    cross join abandoned
    group by all

)

select stddev_samp(likely) as truth from expected
