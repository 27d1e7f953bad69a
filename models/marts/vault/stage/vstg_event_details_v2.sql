with

staged as (

    {{ automate_dv.stage(
        include_source_columns=false,
        source_model='stg_consumer_events__events',
        derived_columns={
            'event_id': 'event_id',
            'player_version': 'player_version',
            'drm': 'drm',
            'experiment_group': 'experiment_group',
            'startup_milliseconds': 'startup_milliseconds',
            'schema_version': 'schema_version',
            'event_at': 'event_at',
            'load_date': 'load_date',
            'record_source': '!consumer_events',
            'load_datetime': load_datetime('ingested_at'),
        },
        hashed_columns={
            'event_hk': 'event_id',
            'event_details_v2_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'player_version',
                    'drm',
                    'experiment_group',
                    'startup_milliseconds',
                ],
            },
        },
    ) }}

)

select * from staged
where
    load_date >= {{ stage_from() }}
    and schema_version >= 2
