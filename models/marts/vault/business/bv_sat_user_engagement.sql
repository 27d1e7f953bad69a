{{ config(meta={'apply_source_filter': true}) }}

{{ automate_dv.sat(
    src_pk='user_hk',
    src_hashdiff='user_engagement_hashdiff',
    src_payload=[
        'engagement',
        'events',
        'plays',
        'watched_seconds',
        'active_days',
    ],
    src_extra_columns='load_date',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_user_engagement',
) }}
