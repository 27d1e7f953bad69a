with

staged as (

    {{ automate_dv.stage(
        source_model='stg_platform__post_events',
        derived_columns={
            'record_source': '!post_events',
            'load_datetime': load_datetime('ingested_at'),
        },
        hashed_columns={
            'post_event_hk': 'post_event_id',
            'post_hk': 'post_id',
            'user_hk': 'user_id',
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
