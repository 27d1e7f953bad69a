with

staged as (

    {{ automate_dv.stage(
        source_model='stg_platform__user_changes',
        derived_columns={
            'record_source': '!user_changes',
            'load_datetime': unique_load_datetime(
                'changed_at',
                key='user_id',
                order_by='changed_at, change_id',
            ),
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
                    'changed_at',
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
where load_date >= {{ stage_from() }}
