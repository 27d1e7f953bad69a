with

staged as (

    {{ automate_dv.stage(
        include_source_columns=false,
        source_model='stg_platform__contents',
        derived_columns={
            'content_id': 'content_id',
            'load_date': 'load_date',
            'record_source': '!content',
            'load_datetime': arrival('created_at'),
        },
        hashed_columns={
            'content_hk': 'content_id',
        },
    ) }}

)

select * from staged
where load_date >= {{ handed_over_from() }}
