{{ automate_dv.pit(
    src_pk='customer_hk',
    as_of_dates_table='dates',
    satellites={
        'sat_customer': {
            'pk': {'pk': 'customer_hk'},
            'ldts': {'ldts': 'loaded_at'},
        },
    },
    stage_tables_ldts={'stage_orders': 'loaded_at'},
    src_ldts='loaded_at',
    source_model='hub_customer',
) }}
