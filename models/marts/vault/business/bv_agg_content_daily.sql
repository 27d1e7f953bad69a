{{ config(materialized="view") }}

with

walk as (

    select * from {{ ref('bridge_user_event_content') }}

),

details as (

    select * from {{ ref('sat_event_details') }}

),

hub_content as (

    select * from {{ ref('hub_content') }}

),

masat_recommendations as (

    select * from {{ ref('masat_recommendations') }}

),

plays as (

    select
        hub_content.content_id,
        walk.viewing_date,
        count(*) as plays,
        count(*) filter (where details.is_completed) as completed_plays,
        sum(details.play_duration_seconds)::bigint as watched_seconds,
        sum(details.buffering_incidents)::bigint as buffering_incidents,
        0 as recommendations,
        0 as clicks,
        count(distinct walk.user_hk) as viewers

    from walk
    inner join details
        on
            walk.event_hk = details.event_hk
            and walk.load_datetime = details.load_datetime
            and walk.viewing_date = details.viewing_date
    inner join hub_content
        on walk.content_hk = hub_content.content_hk
    where details.event_type = 'content_play'
    group by all

),

recommendations as (

    select
        content_id,
        viewing_date,
        0 as plays,
        0 as completed_plays,
        0 as watched_seconds,
        0 as buffering_incidents,
        count(*) as recommendations,
        count(*) filter (where is_clicked) as clicks,
        0 as viewers

    from masat_recommendations
    where content_id is not null
    group by all

),

stacked as (

    select * from plays
    union all
    select * from recommendations

),

summed as (

    select
        ---------- keys
        content_id,
        viewing_date,

        ---------- measures
        sum(plays)::bigint as plays,
        sum(completed_plays)::bigint as completed_plays,
        sum(watched_seconds)::bigint as watched_seconds,
        sum(buffering_incidents)::bigint as buffering_incidents,
        sum(recommendations)::bigint as recommendations,
        sum(clicks)::bigint as clicks,
        sum(viewers)::bigint as viewers

    from stacked
    group by all

)

select
    *,
    {{ is_final_day('viewing_date') }} as is_final

from summed
