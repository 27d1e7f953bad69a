-- The flat tables of the event, written by `make contract`.

create or replace view consumer_event as
select
    kafka_partition,
    kafka_offset,
    event_id,
    user_id,
    (event ->> 'session_id')::uuid as session_id,
    event_type,
    (event ->> 'schema_version')::integer as schema_version,
    (event ->> 'timestamp')::timestamp as "timestamp",
    (event #>> '{device,id}')::uuid as device_id,
    event #>> '{device,type}' as device_type,
    event #>> '{device,os}' as device_os,
    event #>> '{device,os_version}' as device_os_version,
    event #>> '{device,app_version}' as device_app_version,
    event #>> '{device,model}' as device_model,
    event #>> '{location,country}' as location_country,
    event #>> '{location,city}' as location_city,
    event #>> '{location,region}' as location_region,
    event #>> '{location,timezone}' as location_timezone,
    (event #>> '{content,id}')::uuid as content_id,
    (event #>> '{content,series_id}')::uuid as content_series_id,
    event #>> '{content,title}' as content_title,
    event #>> '{content,type}' as content_type,
    (event #>> '{content,episode}')::integer as content_episode,
    (event #>> '{content,season}')::integer as content_season,
    event #>> '{content,provider}' as content_provider,
    event #>> '{content,genre}' as content_genre,
    (event #>> '{content,release_year}')::integer as content_release_year,
    (event #>> '{content,duration}')::integer as content_duration,
    event #>> '{content,language}' as content_language,
    event #>> '{user_subscription,plan}' as user_subscription_plan,
    (event #>> '{user_subscription,start_date}')::date as user_subscription_start_date,
    event #>> '{user_subscription,billing_cycle}' as user_subscription_billing_cycle,
    event #> '{user_subscription,connected_services}' as user_subscription_connected_services,
    (event #>> '{event_details,play_duration}')::integer as event_details_play_duration,
    (event #>> '{event_details,play_percentage}')::double precision as event_details_play_percentage,
    event #>> '{event_details,playback_quality}' as event_details_playback_quality,
    (event #>> '{event_details,buffering_incidents}')::integer as event_details_buffering_incidents,
    (event #>> '{event_details,playback_speed}')::double precision as event_details_playback_speed,
    (event #>> '{event_details,paused}')::boolean as event_details_paused,
    (event #>> '{event_details,completed}')::boolean as event_details_completed,
    event #>> '{event_details,network_type}' as event_details_network_type,
    event #>> '{event_details,bandwidth}' as event_details_bandwidth,
    (event ->> 'ingested_at')::timestamp as ingested_at,
    load_date,
    (event ->> 'arrival_number')::bigint as arrival_number,
    event #>> '{playback_session,player_version}' as playback_session_player_version,
    event #>> '{playback_session,drm}' as playback_session_drm,
    (event #>> '{playback_session,startup_ms}')::integer as playback_session_startup_ms,
    (event ->> 'experiment_group')::text as experiment_group
from customer_events;

create or replace view user_actions as
select
    events.event_id,
    events.user_id,
    events.load_date,
    items.action_number,
    items.action_type,
    items."timestamp",
    items.duration,
    items.old_speed,
    items.new_speed,
    items.old_quality,
    items.new_quality,
    items.completed
from customer_events as events
cross join lateral rows from (
    jsonb_to_recordset(
        case jsonb_typeof(events.event -> 'user_action')
            when 'array' then events.event -> 'user_action'
        end
    ) as (
        action_type text,
        "timestamp" timestamp,
        duration integer,
        old_speed double precision,
        new_speed double precision,
        old_quality text,
        new_quality text,
        completed boolean
    )
) with ordinality as items (action_type, "timestamp", duration, old_speed, new_speed, old_quality, new_quality, completed, action_number);

create or replace view recommendations as
select
    events.event_id,
    events.user_id,
    events.load_date,
    items.recommendation_number,
    items.content_id,
    items."position",
    items.algorithm,
    items.clicked
from customer_events as events
cross join lateral rows from (
    jsonb_to_recordset(
        case jsonb_typeof(events.event -> 'recommendations')
            when 'array' then events.event -> 'recommendations'
        end
    ) as (
        content_id uuid,
        "position" integer,
        algorithm text,
        clicked boolean
    )
) with ordinality as items (content_id, "position", algorithm, clicked, recommendation_number);

create or replace view search_history as
select
    events.event_id,
    events.user_id,
    events.load_date,
    items.search_number,
    items.search_id,
    items."timestamp",
    items.query,
    items.results_count
from customer_events as events
cross join lateral rows from (
    jsonb_to_recordset(
        case jsonb_typeof(events.event -> 'search_history')
            when 'array' then events.event -> 'search_history'
        end
    ) as (
        search_id uuid,
        "timestamp" timestamp,
        query text,
        results_count integer
    )
) with ordinality as items (search_id, "timestamp", query, results_count, search_number);
