{{ automate_dv.xts(
    src_pk='user_hk',
    src_satellite={
        'sat_user_location': {
            'sat_name': {'sat_name': 'satellite_name'},
            'hashdiff': {'hashdiff': 'location_hashdiff'},
        },
    },
    src_extra_columns='event_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_user_locations',
) }}
