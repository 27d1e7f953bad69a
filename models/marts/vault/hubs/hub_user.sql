{{ automate_dv.hub(
    src_pk='user_hk',
    src_nk='user_id',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model=[
        'vstg_user_changes',
        'vstg_subscription_changes',
        'vstg_events',
        'vstg_post_changes',
        'vstg_post_events',
    ],
) }}
