with

staged as (

    {{ automate_dv.stage(
        include_source_columns=false,
        source_model='stg_platform__posts',
        derived_columns={
            'post_id': 'post_id',
            'user_id': 'user_id',
            'load_date': 'load_date',
            'record_source': '!posts',
            'load_datetime': arrival('created_at'),
        },
        hashed_columns={
            'post_hk': 'post_id',
            'user_hk': 'user_id',
            'post_creator_hk': ['post_id', 'user_id'],
        },
    ) }}

)

select * from staged
where load_date >= {{ handed_over_from() }}
