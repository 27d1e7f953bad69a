{{ config(materialized="incremental", liquid_clustered_by="viewing_date") }}

with

fct_events as (

    select * from {{ in_window(ref('fct_events')) }}

),

fct_recommendations as (

    select * from {{ in_window(ref('fct_recommendations')) }}

),

plays as (

    select
        content_id,
        viewing_date,
        count(*) as plays,
        count(*) filter (where is_completed) as completed_plays,
        sum(play_duration_seconds)::bigint as watched_seconds,
        sum(buffering_incidents)::bigint as buffering_incidents,
        count(distinct user_id) as viewers

    from fct_events
    where event_type = 'content_play'
    group by all

),

recommendations as (

    select
        content_id,
        viewing_date,
        count(*) as recommendations,
        count(*) filter (where is_clicked) as clicks

    from fct_recommendations
    group by all

),

joined as (

    select
        ---------- keys
        coalesce(plays.content_id, recommendations.content_id) as content_id,
        coalesce(plays.viewing_date, recommendations.viewing_date)
            as viewing_date,

        ---------- measures
        coalesce(plays.plays, 0) as plays,
        coalesce(plays.completed_plays, 0) as completed_plays,
        coalesce(plays.watched_seconds, 0) as watched_seconds,
        coalesce(plays.buffering_incidents, 0) as buffering_incidents,
        coalesce(recommendations.recommendations, 0) as recommendations,
        coalesce(recommendations.clicks, 0) as clicks,
        coalesce(plays.viewers, 0) as viewers

    from plays
    full join recommendations
        on
            plays.content_id = recommendations.content_id
            and plays.viewing_date = recommendations.viewing_date

)

select
    *,
    {{ is_final_day('viewing_date') }} as is_final

from joined
