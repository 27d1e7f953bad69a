{%- set raw = ref('raw_consumer_events') -%}
with

arrivals as (

    select
        ---------- ids
        event_id,
        user_id,
        session_id,

        ---------- attributes
        event_type,
        schema_version,
        device,
        location,
        content,
        user_subscription,
        event_details,
        user_action,
        recommendations,
        search_history,
        {{ column_or_null(raw, 'playback_session', 'struct(player_version varchar, drm varchar, startup_ms integer)') }}
            as playback_session,
        {{ column_or_null(raw, 'experiment_group', 'varchar') }}
            as experiment_group,

        ---------- timestamps
        "timestamp" as event_at,
        {{ viewing_date('"timestamp"', 'location.timezone') }} as viewing_date,
        ingested_at,
        load_date

    from {{ raw }}

),

accepted as (

    select arrivals.*
    from arrivals
    anti join {{ ref('stg_consumer_events__quarantine') }} as quarantine
        on
            arrivals.event_id = quarantine.event_id
            and arrivals.ingested_at = quarantine.ingested_at
    anti join {{ ref('stg_consumer_events__duplicates') }} as duplicates
        on
            arrivals.event_id = duplicates.event_id
            and arrivals.ingested_at = duplicates.ingested_at

)

select * from accepted
