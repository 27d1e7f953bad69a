with

staged as (

    {{ automate_dv.stage(
        source_model='stg_platform__content_changes',
        derived_columns={
            'record_source': '!content_changes',
            'load_datetime': unique_load_datetime(
                'changed_at',
                key='content_id',
                order_by='changed_at, change_id',
            ),
        },
        hashed_columns={
            'content_hk': 'content_id',
            'content_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'series_id',
                    'title',
                    'content_type',
                    'season',
                    'episode',
                    'provider',
                    'genre',
                    'release_year',
                    'content_language',
                    'duration_minutes',
                    'is_deleted',
                    'created_at',
                    'deleted_at',
                    'changed_at',
                ],
            },
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
