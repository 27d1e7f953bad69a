{{ config(materialized="incremental") }}

with

accepted as (

    select * from {{ in_window(ref('stg_consumer_events__accepted')) }}

),

users as (

    select
        user_id,
        load_date as user_load_date

    from {{ ref('stg_platform__users') }}

),

-- contract: value_sets, by make contract
device_types as (

    select distinct device_type
    from {{ ref('device_types') }}

),

plans as (

    select distinct plan
    from {{ ref('plans') }}

),

billing_cycles as (

    select distinct billing_cycle
    from {{ ref('billing_cycles') }}

),

qualities as (

    select distinct quality
    from {{ ref('qualities') }}

),

device_networks as (

    select distinct network_type
    from {{ ref('device_networks') }}

),
-- end of contract

flattened as (

    select
        ---------- ids
        -- contract: columns, by make contract
        accepted.event_id,
        accepted.user_id,
        accepted.session_id,
        accepted.device.id as device_id,
        accepted.content.id as content_id,
        accepted.content.series_id,

        ---------- attributes
        accepted.event_type,
        accepted.schema_version,
        {{ spelled_as('device_types.device_type', 'accepted.device.type') }}
            as device_type,
        {{ clean_text('accepted.device.os') }} as device_os,
        {{ clean_text('accepted.device.os_version') }} as device_os_version,
        {{ clean_text('accepted.device.app_version') }} as device_app_version,
        {{ clean_text('accepted.device.model') }} as device_model,
        upper({{ clean_text('accepted.location.country') }})
            as location_country,
        {{ clean_text('accepted.location.city') }} as location_city,
        {{ clean_text('accepted.location.region') }} as location_region,
        accepted.timezone as location_timezone,
        {{ clean_text('accepted.content.title') }} as content_title,
        {{ clean_text('accepted.content.type') }} as content_type,
        accepted.content.episode as content_episode,
        accepted.content.season as content_season,
        {{ clean_text('accepted.content.provider') }} as content_provider,
        {{ clean_text('accepted.content.genre') }} as content_genre,
        accepted.content.release_year as content_release_year,
        {{ clean_text('accepted.content.language') }} as content_language,
        {{ spelled_as('plans.plan', 'accepted.user_subscription.plan') }}
            as subscription_plan,
        accepted.user_subscription.start_date as subscription_start_date,
        {{ spelled_as(
            'billing_cycles.billing_cycle',
            'accepted.user_subscription.billing_cycle'
        ) }} as subscription_billing_cycle,
        {{ sorted_list('accepted.user_subscription.connected_services') }}
            as subscription_services,
        {{ spelled_as(
            'qualities.quality', 'accepted.event_details.playback_quality'
        ) }} as playback_quality,
        {{ spelled_as(
            'device_networks.network_type',
            'accepted.event_details.network_type'
        ) }} as network_type,
        accepted.arrival_number,
        {{ clean_text('accepted.playback_session.player_version') }}
            as player_version,
        {{ clean_text('accepted.playback_session.drm') }} as drm,
        {{ clean_text('accepted.experiment_group') }} as experiment_group,

        ---------- measures
        accepted.content.duration as content_duration_minutes,
        accepted.event_details.play_duration as play_duration_seconds,
        accepted.event_details.play_percentage as play_pct,
        accepted.event_details.buffering_incidents,
        accepted.event_details.playback_speed,
        {{ megabits('accepted.event_details.bandwidth') }} as bandwidth_mbps,
        accepted.playback_session.startup_ms as startup_milliseconds,

        ---------- flags
        accepted.event_details.paused as is_paused,
        accepted.event_details.completed as is_completed,
        -- end of contract
        coalesce(users.user_load_date > accepted.load_date, true) as is_orphan,
        accepted.viewing_date < accepted.load_date as is_late,

        ---------- timestamps
        accepted.event_at,
        accepted.viewing_date,
        accepted.ingested_at,
        accepted.load_date

    from accepted
    -- contract: joins, by make contract
    left join device_types
        on
            {{ name_of('accepted.device.type') }}
            = lower(device_types.device_type)
    left join plans
        on
            {{ name_of('accepted.user_subscription.plan') }}
            = lower(plans.plan)
    left join billing_cycles
        on
            {{ name_of('accepted.user_subscription.billing_cycle') }}
            = lower(billing_cycles.billing_cycle)
    left join qualities
        on
            {{ name_of('accepted.event_details.playback_quality') }}
            = lower(qualities.quality)
    left join device_networks
        on
            {{ name_of('accepted.event_details.network_type') }}
            = lower(device_networks.network_type)
    -- end of contract
    left join users on accepted.user_id = users.user_id

)

select * from flattened
