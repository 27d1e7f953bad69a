{{ automate_dv.nh_link(
    src_pk='post_event_hk',
    src_fk=['post_hk', 'user_hk'],
    src_payload=['post_event_id', 'event_type'],
    src_eff='event_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_post_events',
) }}
