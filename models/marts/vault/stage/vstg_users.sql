with

staged as (

    {{ automate_dv.stage(
        include_source_columns=false,
        source_model='stg_platform__users',
        derived_columns={
            'user_id': 'user_id',
            'load_date': 'load_date',
            'record_source': '!users',
            'load_datetime': arrival('created_at'),
        },
        hashed_columns={
            'user_hk': 'user_id',
        },
    ) }}

)

select * from staged
where load_date >= {{ handed_over_from() }}
