{{ config(
    incremental_strategy="delete+insert",
    unique_key="viewing_date",
) }}

with

events as (

    select * from {{ in_window(ref('stg_consumer_events__events')) }}

),

actions as (

    select * from {{ in_window(ref('stg_consumer_events__user_actions')) }}

),

search_history as (

    select * from {{ in_window(ref('stg_consumer_events__search_history')) }}

),

recommendations as (

    select * from {{ in_window(ref('stg_consumer_events__recommendations')) }}

),

play_times as (

    {{ play_times('events', 'actions') | indent }}

),

last_searches as (

    select
        event_id,
        max(search_at) as search_at

    from search_history
    group by all

),

clicks as (

    select distinct
        event_id,
        content_id

    from recommendations
    where is_clicked

),

followed as (

    select
        *,
        lag(event_id) over earlier as previous_event_id,
        lag(event_type) over earlier as previous_event_type,
        lag(series_id) over earlier as previous_series_id,
        lag(content_season) over earlier as previous_season,
        lag(content_episode) over earlier as previous_episode

    from events
    window earlier as (
        partition by session_id order by event_at, event_id
    )

),

described as (

    select
        ---------- ids
        followed.event_id,

        ---------- attributes
        case
            when followed.event_type <> 'content_play' then null
            when followed.previous_event_type = 'search' then 'search'
            when followed.previous_event_type = 'browse' then 'browse'
            when clicks.event_id is not null then 'recommendation'
            when
                followed.series_id = followed.previous_series_id
                and (
                    (
                        followed.content_season = followed.previous_season
                        and followed.content_episode
                        = followed.previous_episode + 1
                    )
                    or (
                        followed.content_season = followed.previous_season + 1
                        and followed.content_episode = 1
                    )
                )
                then 'next_episode'
            else 'direct'
        end as play_source,

        ---------- measures
        play_times.elapsed_seconds,
        play_times.paused_seconds,

        ---------- timestamps
        coalesce(
            {{ seconds_after(
                'followed.event_at', 'play_times.elapsed_seconds'
            ) }},
            greatest(followed.event_at, last_searches.search_at)
        ) as ended_at,
        followed.viewing_date,
        followed.load_date

    from followed
    left join play_times on followed.event_id = play_times.event_id
    left join last_searches on followed.event_id = last_searches.event_id
    left join clicks
        on
            followed.previous_event_id = clicks.event_id
            and followed.content_id = clicks.content_id

)

select * from described
