{{ automate_dv.link(
    src_pk='post_creator_hk',
    src_fk=['post_hk', 'user_hk'],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_post_changes',
) }}
