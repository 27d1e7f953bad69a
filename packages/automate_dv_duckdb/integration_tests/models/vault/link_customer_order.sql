{{ automate_dv.link(
    src_pk='customer_order_hk',
    src_fk=['customer_hk', 'order_hk'],
    src_ldts='loaded_at',
    src_source='source',
    source_model='stage_orders',
) }}
