{{ config(materialized="view") }}

with

walk as (

    select * from {{ ref('bridge_user_event_content') }}

),

details as (

    select * from {{ ref('sat_event_details') }}

),

masat_search_history as (

    select * from {{ ref('masat_search_history') }}

),

masat_recommendations as (

    select * from {{ ref('masat_recommendations') }}

),

hub_user as (

    select * from {{ ref('hub_user') }}

),

searched as (

    select
        event_hk,
        load_datetime,
        viewing_date,
        count(*) as searches

    from masat_search_history
    group by all

),

shown as (

    select
        event_hk,
        load_datetime,
        viewing_date,
        count(*) as recommendations,
        count(*) filter (where is_clicked) as clicks

    from masat_recommendations
    group by all

),

summed as (

    select
        ---------- keys
        hub_user.user_id,
        walk.viewing_date,

        ---------- measures
        count(distinct walk.session_hk) as sessions,
        count(*) as events,
        count(*) filter (where details.event_type = 'content_play') as plays,
        count(*) filter (where details.is_completed) as completed_plays,
        count(*) filter (where details.event_type = 'browse') as browse_events,
        coalesce(sum(details.play_duration_seconds), 0)::bigint
            as watched_seconds,
        count(distinct walk.content_hk) as contents,
        count(distinct walk.device_hk) as devices,
        coalesce(sum(searched.searches), 0)::bigint as searches,
        coalesce(sum(shown.recommendations), 0)::bigint as recommendations,
        coalesce(sum(shown.clicks), 0)::bigint as clicks

    from walk
    inner join hub_user on walk.user_hk = hub_user.user_hk
    inner join details
        on
            walk.event_hk = details.event_hk
            and walk.load_datetime = details.load_datetime
            and walk.viewing_date = details.viewing_date
    left join searched
        on
            walk.event_hk = searched.event_hk
            and walk.load_datetime = searched.load_datetime
            and walk.viewing_date = searched.viewing_date
    left join shown
        on
            walk.event_hk = shown.event_hk
            and walk.load_datetime = shown.load_datetime
            and walk.viewing_date = shown.viewing_date
    group by all

)

select
    *,
    {{ is_final_day('viewing_date') }} as is_final

from summed
