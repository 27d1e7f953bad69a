{{ automate_dv.hub(
    src_pk='event_hk',
    src_nk='event_id',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_events',
) }}
