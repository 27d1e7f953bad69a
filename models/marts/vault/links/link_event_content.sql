{{ automate_dv.link(
    src_pk='event_content_hk',
    src_fk=['event_hk', 'content_hk'],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_events',
) }}
