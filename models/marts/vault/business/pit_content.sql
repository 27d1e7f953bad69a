{{ automate_dv.pit(
    src_pk='content_hk',
    as_of_dates_table='bv_as_of_dates',
    satellites={
        'sat_content': {
            'pk': {'pk': 'content_hk'},
            'ldts': {'ldts': 'load_datetime'},
        },
    },
    stage_tables_ldts={
        'vstg_content_changes': 'load_datetime',
    },
    src_ldts='load_datetime',
    source_model='hub_content',
) }}
