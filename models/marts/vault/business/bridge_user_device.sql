{{ automate_dv.bridge(
    src_pk='user_hk',
    as_of_dates_table='bv_as_of_dates',
    bridge_walk={
        'DEVICE': {
            'bridge_link_pk': 'link_user_device_hk',
            'bridge_end_date': 'effsat_user_device_ended_at',
            'bridge_load_date': 'effsat_user_device_load_datetime',
            'link_table': 'link_user_device',
            'link_pk': 'user_device_hk',
            'link_fk1': 'user_hk',
            'link_fk2': 'device_hk',
            'eff_sat_table': 'effsat_user_device',
            'eff_sat_pk': 'user_device_hk',
            'eff_sat_end_date': 'ended_at',
            'eff_sat_load_date': 'load_datetime',
        },
    },
    stage_tables_ldts={
        'vstg_user_devices': 'load_datetime',
    },
    src_ldts='load_datetime',
    source_model='hub_user',
) }}
