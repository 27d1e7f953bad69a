{{ automate_dv.nh_link(
    src_pk='customer_order_hk',
    src_fk=['customer_hk', 'order_hk'],
    src_payload=['item'],
    src_eff='effective_at',
    src_ldts='loaded_at',
    src_source='source',
    source_model='stage_orders',
) }}
