{{ automate_dv.hub(
    src_pk='device_hk',
    src_nk='device_id',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_events',
) }}
