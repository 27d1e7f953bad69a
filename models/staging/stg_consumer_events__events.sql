{{ config(
    materialized="incremental",
    incremental_strategy="append",
    on_schema_change="fail",
) }}

{%- set raw = ref('raw_consumer_events') %}

with

accepted as (

    select
        *,
        {{ column_or_null(raw, 'playback_session', 'struct(player_version varchar, drm varchar, startup_ms integer)') }}
            as player,
        {{ column_or_null(raw, 'experiment_group', 'varchar') }}
            as experiment

    from {{ ref('stg_consumer_events__accepted') }}
    where load_date >= {{ first_new_day() }}

),

users as (

    select
        user_id,
        load_date as user_load_date

    from {{ ref('stg_platform__users') }}

),

flattened as (

    select
        ---------- ids
        accepted.event_id,
        accepted.user_id,
        accepted.session_id,
        accepted.device.id as device_id,
        accepted.content.id as content_id,
        accepted.content.series_id,

        ---------- attributes
        accepted.event_type,
        accepted.schema_version,
        accepted.device.type as device_type,
        accepted.device.os as device_os,
        accepted.device.os_version as device_os_version,
        accepted.device.app_version as device_app_version,
        accepted.device.model as device_model,
        accepted.location.country as location_country,
        accepted.location.city as location_city,
        accepted.location.region as location_region,
        accepted.location.timezone as location_timezone,
        accepted.content.title as content_title,
        accepted.content.type as content_type,
        accepted.content.season as content_season,
        accepted.content.episode as content_episode,
        accepted.content.provider as content_provider,
        accepted.content.genre as content_genre,
        accepted.content.release_year as content_release_year,
        accepted.content.language as content_language,
        accepted.user_subscription.plan as subscription_plan,
        accepted.user_subscription.start_date as subscription_start_date,
        accepted.user_subscription.billing_cycle as subscription_billing_cycle,
        {{ sorted_list('accepted.user_subscription.connected_services') }}
            as subscription_services,
        accepted.event_details.playback_quality,
        accepted.event_details.network_type,
        accepted.player.player_version,
        accepted.player.drm,
        accepted.experiment as experiment_group,

        ---------- measures
        accepted.content.duration as content_duration_minutes,
        accepted.event_details.play_duration as play_duration_seconds,
        accepted.event_details.play_percentage as play_pct,
        accepted.event_details.buffering_incidents,
        accepted.event_details.playback_speed,
        replace(lower(accepted.event_details.bandwidth), 'mbps', '')::integer
            as bandwidth_mbps,
        accepted.player.startup_ms as startup_milliseconds,

        ---------- flags
        accepted.event_details.paused as is_paused,
        accepted.event_details.completed as is_completed,
        coalesce(users.user_load_date > accepted.load_date, true) as is_orphan,

        ---------- timestamps
        accepted."timestamp" as event_at,
        {{ viewing_date('accepted."timestamp"', 'accepted.location.timezone') }}
            as viewing_date,
        accepted.ingested_at,
        accepted.load_date

    from accepted
    left join users on accepted.user_id = users.user_id

)

select
    *,
    viewing_date < load_date as is_late

from flattened
