{{ automate_dv.ma_sat(
    src_pk='user_hk',
    src_cdk=['service'],
    src_hashdiff='connected_service_hashdiff',
    src_payload=['service_count'],
    src_eff='changed_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_connected_services',
) }}
