-- What a user has seen of a title is what all valid raw plays say; of a
-- sixteenth of the users, another one each day.
with

arrivals as (

    {{ first_valid_arrivals("date '1900-01-01'") | indent }}

),

expected as (

    select
        arrivals.user_id,
        arrivals.content.id as content_id,
        count(*) as plays,
        count(distinct arrivals.session_id) as sittings,
        sum(arrivals.event_details.play_duration) as watched_seconds,
        max(arrivals.event_details.play_duration) as furthest_seconds,
        max(arrivals.event_details.play_percentage) as furthest_pct,
        max(arrivals.event_details.completed::integer) = 1 as is_finished,
        min(arrivals.timestamp) as first_played_at,
        max(arrivals.timestamp) as last_played_at,
        min(events.ended_at) filter (where arrivals.event_details.completed)
            as first_finished_at,
        min(arrivals.viewing_date) as first_viewing_date,
        max(arrivals.viewing_date) as last_viewing_date

    from arrivals
    inner join {{ ref('fct_events') }} as events
        on arrivals.event_id = events.event_id
    where
        arrivals.event_type = 'content_play'
        and {{ in_todays_sample('arrivals.user_id') }}
    group by all

),

found as (

    select
        user_id,
        content_id,
        plays,
        sittings,
        watched_seconds,
        furthest_seconds,
        furthest_pct,
        is_finished,
        first_played_at,
        last_played_at,
        first_finished_at,
        first_viewing_date,
        last_viewing_date

    from {{ ref('fct_user_content') }}
    where {{ in_todays_sample('user_id') }}

),

{{ only_in_one_of('expected', 'found') }}
