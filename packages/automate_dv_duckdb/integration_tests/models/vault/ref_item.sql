{{ automate_dv.ref_table(
    src_pk='item',
    src_ldts='loaded_at',
    src_source='source',
    source_model='stage_orders',
) }}
