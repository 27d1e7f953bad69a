with

staged as (

    {{ automate_dv.stage(
        source_model='stg_consumer_events__recommendations',
        derived_columns={
            'record_source': '!consumer_events.recommendations',
            'load_datetime': load_datetime('ingested_at'),
        },
        hashed_columns={
            'event_hk': 'event_id',
            'user_hk': 'user_id',
            'content_hk': 'content_id',
            'recommendation_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'recommendation_number',
                    'recommendation_id',
                    'content_id',
                    'algorithm',
                    'is_clicked',
                ],
            },
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
