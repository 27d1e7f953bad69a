{{ automate_dv.xts(
    src_pk='customer_hk',
    src_satellite={
        'SAT_CUSTOMER': {
            'sat_name': {'SATELLITE_NAME': 'details_satellite'},
            'hashdiff': {'HASHDIFF': 'customer_hashdiff'},
        },
    },
    src_ldts='loaded_at',
    src_source='source',
    source_model='stage_orders',
) }}
