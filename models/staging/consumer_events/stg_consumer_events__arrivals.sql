{%- set raw = ref('raw_consumer_events') -%}

with

source as (

    select * from {{ raw }}

),

arrivals as (

    select
        ---------- ids
        -- contract: columns, by make contract
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
        source.arrival_number,
        {{ column_or_null(raw, 'playback_session', struct_type({
            'player_version': 'varchar',
            'drm': 'varchar',
            'startup_ms': 'integer'
        })) }} as playback_session,
        {{ column_or_null(raw, 'experiment_group', 'varchar') }}
            as experiment_group,

        ---------- timestamps
        source.timestamp,
        source.ingested_at,
        source.load_date
        -- end of contract

    from source

)

select * from arrivals
