{{ config(materialized="incremental", liquid_clustered_by="viewing_date") }}

with

fct_events as (

    select * from {{ in_window(ref('fct_events')) }}

),

fct_search_history as (

    select * from {{ in_window(ref('fct_search_history')) }}

),

fct_recommendations as (

    select * from {{ in_window(ref('fct_recommendations')) }}

),

events as (

    select
        user_id,
        viewing_date,
        count(*) as events,
        count(*) filter (where event_type = 'content_play') as plays,
        count(*) filter (where is_completed) as completed_plays,
        count(*) filter (where event_type = 'browse') as browse_events,
        coalesce(sum(play_duration_seconds), 0)::bigint as watched_seconds,
        count(distinct session_id) as sessions,
        count(distinct content_id) filter (
            where event_type = 'content_play'
        ) as contents,
        count(distinct device_key) as devices

    from fct_events
    group by all

),

searches as (

    select
        user_id,
        viewing_date,
        count(*) as searches

    from fct_search_history
    group by all

),

recommendations as (

    select
        user_id,
        viewing_date,
        count(*) as recommendations,
        count(*) filter (where is_clicked) as clicks

    from fct_recommendations
    group by all

),

joined as (

    select
        ---------- keys
        events.user_id,
        events.viewing_date,

        ---------- measures
        events.sessions,
        events.events,
        events.plays,
        events.completed_plays,
        events.browse_events,
        events.watched_seconds,
        events.contents,
        events.devices,
        coalesce(searches.searches, 0) as searches,
        coalesce(recommendations.recommendations, 0) as recommendations,
        coalesce(recommendations.clicks, 0) as clicks

    from events
    left join searches
        on
            events.user_id = searches.user_id
            and events.viewing_date = searches.viewing_date
    left join recommendations
        on
            events.user_id = recommendations.user_id
            and events.viewing_date = recommendations.viewing_date

)

select
    *,
    {{ is_final_day('viewing_date') }} as is_final

from joined
