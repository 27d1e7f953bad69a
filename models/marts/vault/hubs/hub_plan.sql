{{ automate_dv.hub(
    src_pk='plan_hk',
    src_nk='plan_name',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_subscription_changes',
) }}
