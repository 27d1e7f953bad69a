{{ automate_dv.hub(
    src_pk='content_hk',
    src_nk='content_id',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model=[
        'vstg_content_changes',
        'vstg_events',
        'vstg_recommendations',
    ],
) }}
