with

staged as (

    {{ automate_dv.stage(
        source_model='stg_platform__users',
        derived_columns={
            'record_source': '!users',
            'load_datetime': arrival('updated_at'),
        },
        hashed_columns={
            'user_hk': 'user_id',
            'user_profile_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'country_code',
                    'favorite_color',
                    'is_deleted',
                    'created_at',
                    'deleted_at',
                    'updated_at',
                ],
            },
            'user_personal_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'first_name',
                    'last_name',
                    'email',
                ],
            },
        },
    ) }}

)

select * from staged
where
    load_date >= {{ handed_over_from() }}
    or updated_at >= {{ window_opens_at(handed_over_from()) }}
