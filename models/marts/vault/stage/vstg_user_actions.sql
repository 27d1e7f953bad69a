with

staged as (

    {{ automate_dv.stage(
        source_model='stg_consumer_events__user_actions',
        derived_columns={
            'record_source': '!consumer_events.user_action',
            'load_datetime': load_datetime('ingested_at'),
        },
        hashed_columns={
            'event_hk': 'event_id',
            'user_action_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'action_number',
                    'action_id',
                    'action_type',
                    'old_quality',
                    'new_quality',
                    'duration_seconds',
                    'old_speed',
                    'new_speed',
                    'is_completion',
                    'action_at',
                ],
            },
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
