{{ automate_dv.sat(
    src_pk='customer_hk',
    src_hashdiff='customer_hashdiff',
    src_payload=['customer_name', 'color'],
    src_eff='effective_at',
    src_ldts='loaded_at',
    src_source='source',
    source_model='stage_orders',
) }}
