with

staged as (

    {{ automate_dv.stage(
        source_model='stg_consumer_events__search_history',
        derived_columns={
            'record_source': '!consumer_events.search_history',
            'load_datetime': load_datetime('ingested_at'),
        },
        hashed_columns={
            'event_hk': 'event_id',
            'search_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'search_number',
                    'search_id',
                    'query',
                    'results_count',
                    'search_at',
                ],
            },
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
