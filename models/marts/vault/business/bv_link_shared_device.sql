{{ automate_dv.link(
    src_pk='shared_device_hk',
    src_fk=['device_hk', 'user_hk', 'other_user_hk'],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_shared_devices',
) }}
