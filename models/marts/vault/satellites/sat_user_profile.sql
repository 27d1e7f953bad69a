{{ automate_dv.sat(
    src_pk='user_hk',
    src_hashdiff='user_profile_hashdiff',
    src_payload=[
        'country_code',
        'favorite_color',
        'is_deleted',
        'created_at',
        'deleted_at',
        'changed_at',
    ],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_user_changes',
) }}
