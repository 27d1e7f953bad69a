{{ automate_dv.sat(
    src_pk='device_hk',
    src_hashdiff='device_hashdiff',
    src_payload=[
        'device_type',
        'device_os',
        'device_os_version',
        'device_app_version',
        'device_model',
    ],
    src_eff='event_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_user_devices',
) }}
