{{ automate_dv.sat(
    src_pk='user_hk',
    src_hashdiff='location_hashdiff',
    src_payload=[
        'location_country',
        'location_city',
        'location_region',
        'location_timezone',
    ],
    src_eff='event_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_user_locations',
) }}
