with

staged as (

    {{ automate_dv.stage(
        source_model='bv_engagement_by_load_day',
        derived_columns={'record_source': '!bridge_user_event_content'},
        hashed_columns={
            'user_engagement_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'engagement',
                    'events',
                    'plays',
                    'watched_seconds',
                    'active_days',
                ],
            },
        },
    ) }}

)

select * from staged
