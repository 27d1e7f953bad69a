with

staged as (

    {{ automate_dv.stage(
        source_model='stg_platform__posts',
        derived_columns={
            'record_source': '!posts',
            'load_datetime': arrival('updated_at'),
        },
        hashed_columns={
            'post_hk': 'post_id',
            'post_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'post_text',
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
