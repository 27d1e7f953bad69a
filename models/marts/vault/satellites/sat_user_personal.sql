{{ automate_dv.sat(
    src_pk='user_hk',
    src_hashdiff='user_personal_hashdiff',
    src_payload=['first_name', 'last_name', 'email'],
    src_eff='changed_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_user_changes',
) }}
