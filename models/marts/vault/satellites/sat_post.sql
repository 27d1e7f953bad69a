{{ automate_dv.sat(
    src_pk='post_hk',
    src_hashdiff='post_hashdiff',
    src_payload=[
        'post_text',
        'is_deleted',
        'created_at',
        'deleted_at',
        'changed_at',
    ],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_post_changes',
) }}
