-- What share of the plays of those twenty titles is completed in the second
-- half?
-- Less than in the first: days that did not choose them judge them.
with

plays as (

    select
        events.user_id,
        events.is_completed,
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

viewers as (

    select
        plays.user_id,
        count(*) as plays,
        count(*) filter (where plays.is_completed) as completed

    from plays
    inner join best
        on plays.title_id = best.title_id
    where not plays.is_first_half
    group by all

),

rate as (

    select
        sum(completed) / sum(plays) as estimate,
        sum(plays) as plays

    from viewers

),

errors as (

    select
        rate.estimate,
        sqrt(sum((viewers.completed - rate.estimate * viewers.plays) ^ 2))
        / rate.plays as error

    from viewers
    cross join rate
    group by rate.estimate, rate.plays

)

select
    estimate,
    estimate - 1.96 * error as low,
    estimate + 1.96 * error as high

from errors
