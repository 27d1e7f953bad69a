{{ automate_dv.eff_sat(
    src_pk='user_plan_hk',
    src_dfk='user_hk',
    src_sfk='plan_hk',
    src_start_date='started_at',
    src_end_date='ended_at',
    src_eff='effective_from',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_subscription_changes',
) }}
