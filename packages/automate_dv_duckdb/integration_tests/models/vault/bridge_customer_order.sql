{{ automate_dv.bridge(
    src_pk='customer_hk',
    as_of_dates_table='dates',
    bridge_walk={
        'CUSTOMER_ORDER': {
            'bridge_link_pk': 'link_customer_order_pk',
            'bridge_end_date': 'effsat_ended_at',
            'bridge_load_date': 'effsat_loaded_at',
            'link_table': 'link_customer_order',
            'link_pk': 'customer_order_hk',
            'link_fk1': 'customer_hk',
            'link_fk2': 'order_hk',
            'eff_sat_table': 'effsat_customer_order',
            'eff_sat_pk': 'customer_order_hk',
            'eff_sat_end_date': 'ended_at',
            'eff_sat_load_date': 'loaded_at',
        },
    },
    stage_tables_ldts={'stage_orders': 'loaded_at'},
    src_ldts='loaded_at',
    source_model='hub_customer',
) }}
