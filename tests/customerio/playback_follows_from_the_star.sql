-- Playback and advertising of a sixteenth of the people, another one each day:
-- what the star knows of each play, and raw of each advertisement.
with

ads as (

    select
        event_id,
        count(*) as ads,
        count(*) filter (where outcome = 'skipped') as skipped

    from {{ ref('raw_cio_ads') }}
    where {{ in_todays_sample('user_id') }}
    group by all

),

plays as (

    select
        facts.*,
        facts.event_id::varchar as play_id,
        facts.session_id::varchar as visit_id,
        contents.title,
        contents.series_id,
        contents.season,
        contents.episode,
        contents.genre,
        contents.content_type,
        60 * contents.duration_minutes as title_seconds,
        if(devices.device_type = 'smartTV', 'tv', devices.device_type)
            as player,
        if(
            facts.network_type = 'Mobile',
            'cellular',
            lower(facts.network_type)
        ) as connection,
        greatest(
            date_trunc('hour', facts.ingested_at) + interval '1' hour,
            facts.load_date
        ) as told_at,
        coalesce(ads.ads, 0) as ads,
        coalesce(ads.skipped, 0) as skipped

    from {{ ref('fct_events') }} as facts
    inner join {{ ref('dim_device') }} as devices
        on facts.device_version_key = devices.device_version_key
    left join {{ ref('dim_content') }} as contents
        on facts.content_version_key = contents.content_version_key
    left join ads on facts.event_id = ads.event_id
    where
        facts.event_type = 'content_play'
        and {{ in_todays_sample('facts.user_id') }}

)

select
    'video_sessions' as table_name,
    found.session_id as row_key

from {{ ref('video_sessions') }} as found
left join plays on found.session_id = plays.play_id
where
    {{ in_todays_sample('found.user_id') }}
    and (
        plays.ads, plays.skipped, plays.playback_quality, plays.player_version,
        plays.player, plays.connection,
        round(plays.startup_milliseconds / 1000, 6)
    ) is distinct from (
        found.ads_played, found.ads_skipped, found.primary_quality,
        found.player_version, found.device_type, found.connection_type,
        round(found.startup_time_seconds, 6)
    )
union all
select
    'video_events' as table_name,
    found.event_id as row_key

from {{ ref('video_events') }} as found
left join plays on found.session_id = plays.play_id
left join {{ ref('video_sessions') }} as sessions
    on found.session_id = sessions.session_id
where
    {{ in_todays_sample('found.user_id') }}
    and (
        sessions.seek_count, plays.user_id::varchar, plays.content_id::varchar,
        coalesce(plays.series_id, plays.content_id)::varchar, plays.title,
        plays.title_seconds, if(plays.series_id is null, null, plays.title),
        plays.season, plays.episode, plays.genre, plays.content_type,
        plays.player_version, plays.player, plays.connection,
        plays.playback_speed, plays.visit_id, plays.told_at,
        if(
            found.event_name = 'Video Playback Started',
            round(plays.startup_milliseconds / 1000, 6),
            null
        )
    ) is distinct from (
        found.seek_count, found.user_id, found.video_id, found.content_id,
        found.title, found.duration, found.series, found.season,
        found.episode, found.genre,
        found.content_properties.content_type, found.player_version,
        found.device_type, found.connection_type,
        found.video_properties.playback_speed, found.player_session_id,
        found.received_at, round(found.performance_metrics.startup_time, 6)
    )
union all
select
    'video_advertising' as table_name,
    coalesce(ads.ad_event_id::varchar, found.ad_event_id) as row_key

from {{ ref('video_advertising') }} as found
left join {{ ref('raw_cio_ads') }} as ads
    on found.ad_event_id = ads.ad_event_id::varchar
where
    {{ in_todays_sample('found.user_id') }}
    and (
        ads.user_id::varchar, ads.content_id::varchar, ads.event_id::varchar,
        ads.ad_type, ads.advertiser, ads.campaign, ads.creative::varchar,
        ads.length_seconds, ads.watched_seconds, ads.outcome,
        ads.event_id || '-' || ads.break_number, ads.place_in_break,
        ads.started_at
    ) is distinct from (
        found.user_id, found.video_id, found.session_id, found.ad_type,
        found.advertiser, found.campaign, found.creative_id,
        found.ad_duration, found.watched_duration_seconds, found.event_type,
        found.ad_break_id, found.ad_sequence, found.ad_start_time
    )
