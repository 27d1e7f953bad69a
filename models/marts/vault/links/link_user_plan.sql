{{ automate_dv.link(
    src_pk='user_plan_hk',
    src_fk=['user_hk', 'plan_hk'],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_subscription_changes',
) }}
