{{ config(materialized="view") }}

with

walk as (

    select * from {{ ref('bridge_user_event_content') }}

),

details as (

    select * from {{ ref('sat_event_details') }}

),

searched as (

    select * from {{ ref('masat_search_history') }}

),

shown as (

    select * from {{ ref('masat_recommendations') }}

),

hub_user as (

    select * from {{ ref('hub_user') }}

),

events as (

    select
        walk.user_hk,
        walk.viewing_date,
        count(distinct walk.session_hk) as sessions,
        count(*) as events,
        count(*) filter (where details.event_type = 'content_play') as plays,
        count(*) filter (where details.is_completed) as completed_plays,
        count(*) filter (where details.event_type = 'browse') as browse_events,
        coalesce(sum(details.play_duration_seconds), 0)::bigint
            as watched_seconds,
        count(distinct walk.content_hk) as contents,
        count(distinct walk.device_hk) as devices,
        0 as searches,
        0 as recommendations,
        0 as clicks

    from walk
    inner join details
        on
            walk.event_hk = details.event_hk
            and walk.load_datetime = details.load_datetime
            and walk.viewing_date = details.viewing_date
    group by all

),

searches as (

    select
        walk.user_hk,
        walk.viewing_date,
        0 as sessions,
        0 as events,
        0 as plays,
        0 as completed_plays,
        0 as browse_events,
        0 as watched_seconds,
        0 as contents,
        0 as devices,
        count(*) as searches,
        0 as recommendations,
        0 as clicks

    from walk
    inner join searched
        on
            walk.event_hk = searched.event_hk
            and walk.load_datetime = searched.load_datetime
            and walk.viewing_date = searched.viewing_date
    group by all

),

recommendations as (

    select
        walk.user_hk,
        walk.viewing_date,
        0 as sessions,
        0 as events,
        0 as plays,
        0 as completed_plays,
        0 as browse_events,
        0 as watched_seconds,
        0 as contents,
        0 as devices,
        0 as searches,
        count(*) as recommendations,
        count(*) filter (where shown.is_clicked) as clicks

    from walk
    inner join shown
        on
            walk.event_hk = shown.event_hk
            and walk.load_datetime = shown.load_datetime
            and walk.viewing_date = shown.viewing_date
    group by all

),

stacked as (

    select * from events
    union all
    select * from searches
    union all
    select * from recommendations

),

summed as (

    select
        ---------- keys
        hub_user.user_id,
        stacked.viewing_date,

        ---------- measures
        sum(stacked.sessions)::bigint as sessions,
        sum(stacked.events)::bigint as events,
        sum(stacked.plays)::bigint as plays,
        sum(stacked.completed_plays)::bigint as completed_plays,
        sum(stacked.browse_events)::bigint as browse_events,
        sum(stacked.watched_seconds)::bigint as watched_seconds,
        sum(stacked.contents)::bigint as contents,
        sum(stacked.devices)::bigint as devices,
        sum(stacked.searches)::bigint as searches,
        sum(stacked.recommendations)::bigint as recommendations,
        sum(stacked.clicks)::bigint as clicks

    from stacked
    inner join hub_user
        on stacked.user_hk = hub_user.user_hk
    group by all

)

select
    *,
    {{ is_final_day('viewing_date') }} as is_final

from summed
