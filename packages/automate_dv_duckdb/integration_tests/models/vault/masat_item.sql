{{ automate_dv.ma_sat(
    src_pk='customer_hk',
    src_cdk=['item'],
    src_hashdiff='item_hashdiff',
    src_payload=['color'],
    src_ldts='loaded_at',
    src_source='source',
    source_model='stage_orders',
) }}
