{{ automate_dv.link(
    src_pk='user_device_hk',
    src_fk=['user_hk', 'device_hk'],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_user_devices',
) }}
