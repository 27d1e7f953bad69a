{{ automate_dv.hub(
    src_pk='post_hk',
    src_nk='post_id',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model=['vstg_post_changes', 'vstg_post_events'],
) }}
