with

staged as (

    {{ automate_dv.stage(
        source_model='stg_platform__post_changes',
        derived_columns={
            'record_source': '!post_changes',
            'load_datetime': unique_load_datetime(
                'changed_at',
                key='post_id',
                order_by='changed_at, change_id',
            ),
        },
        hashed_columns={
            'post_hk': 'post_id',
            'user_hk': 'user_id',
            'post_creator_hk': ['post_id', 'user_id'],
            'post_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'post_text',
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
