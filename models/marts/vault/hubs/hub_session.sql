{{ automate_dv.hub(
    src_pk='session_hk',
    src_nk='session_id',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_events',
) }}
