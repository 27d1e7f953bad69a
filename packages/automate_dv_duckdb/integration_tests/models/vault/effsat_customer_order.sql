{{ config(meta={'is_auto_end_dating': true}) }}

{{ automate_dv.eff_sat(
    src_pk='customer_order_hk',
    src_dfk='customer_hk',
    src_sfk='order_hk',
    src_start_date='started_at',
    src_end_date='ended_at',
    src_eff='effective_at',
    src_ldts='loaded_at',
    src_source='source',
    source_model='stage_orders',
) }}
