{{ automate_dv.pit(
    src_pk='user_hk',
    as_of_dates_table='bv_as_of_dates',
    satellites={
        'sat_user_profile': {
            'pk': {'pk': 'user_hk'},
            'ldts': {'ldts': 'load_datetime'},
        },
        'sat_user_personal': {
            'pk': {'pk': 'user_hk'},
            'ldts': {'ldts': 'load_datetime'},
        },
        'sat_user_subscription': {
            'pk': {'pk': 'user_hk'},
            'ldts': {'ldts': 'load_datetime'},
        },
        'sat_user_location': {
            'pk': {'pk': 'user_hk'},
            'ldts': {'ldts': 'load_datetime'},
        },
    },
    stage_tables_ldts={
        'vstg_user_changes': 'load_datetime',
        'vstg_subscription_changes': 'load_datetime',
        'vstg_user_locations': 'load_datetime',
    },
    src_ldts='load_datetime',
    source_model='hub_user',
) }}
