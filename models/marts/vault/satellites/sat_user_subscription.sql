{{ automate_dv.sat(
    src_pk='user_hk',
    src_hashdiff='subscription_hashdiff',
    src_payload=['plan', 'billing_cycle', 'services', 'status', 'start_date'],
    src_eff='changed_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_subscription_changes',
) }}
