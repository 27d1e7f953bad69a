with

staged as (

    {{ automate_dv.stage(
        source_model='stg_consumer_events__events',
        derived_columns={
            'record_source': '!consumer_events',
            'load_datetime': load_datetime('ingested_at'),
        },
        hashed_columns={
            'event_hk': 'event_id',
            'user_hk': 'user_id',
            'content_hk': 'content_id',
            'device_hk': 'device_id',
            'session_hk': 'session_id',
            'event_user_hk': ['event_id', 'user_id'],
            'event_content_hk': ['event_id', 'content_id'],
            'event_device_hk': ['event_id', 'device_id'],
            'event_session_hk': ['event_id', 'session_id'],
            'event_details_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'event_type',
                    'schema_version',
                    'playback_quality',
                    'network_type',
                    'play_duration_seconds',
                    'play_pct',
                    'buffering_incidents',
                    'playback_speed',
                    'bandwidth_mbps',
                    'is_paused',
                    'is_completed',
                    'event_at',
                ],
            },
            'device_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'device_type',
                    'device_os',
                    'device_os_version',
                    'device_app_version',
                    'device_model',
                ],
            },
            'location_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'location_country',
                    'location_city',
                    'location_region',
                    'location_timezone',
                ],
            },
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
