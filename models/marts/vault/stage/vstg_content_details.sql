with

staged as (

    {{ automate_dv.stage(
        source_model='stg_platform__contents',
        derived_columns={
            'record_source': '!content',
            'load_datetime': arrival('updated_at'),
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
                    'updated_at',
                ],
            },
        },
    ) }}

)

select * from staged
where
    load_date >= {{ handed_over_from() }}
    or updated_at >= {{ window_opens_at(handed_over_from()) }}
