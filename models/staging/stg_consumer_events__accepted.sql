{%- set raw = ref('raw_consumer_events') -%}
{%- set playback_session = struct_type({
    'player_version': 'varchar', 'drm': 'varchar', 'startup_ms': 'integer'
}) -%}

with

arrivals as (

    select
        ---------- ids
        source.event_id,
        source.user_id,
        source.session_id,

        ---------- attributes
        source.event_type,
        source.schema_version,
        source.device,
        source.location,
        source.content,
        source.user_subscription,
        source.event_details,
        source.user_action,
        source.recommendations,
        source.search_history,
        {{ column_or_null(raw, 'playback_session', playback_session) }}
            as playback_session,
        {{ column_or_null(raw, 'experiment_group', 'varchar') }}
            as experiment_group,

        ---------- timestamps
        source.timestamp as event_at,
        {{ viewing_date('source.timestamp', 'source.location.timezone') }}
            as viewing_date,
        source.ingested_at,
        source.load_date

    from {{ raw }} as source

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
