{{ automate_dv.ma_sat(
    src_pk='event_hk',
    src_cdk=['search_number'],
    src_hashdiff='search_hashdiff',
    src_payload=['search_id', 'query', 'results_count', 'search_at'],
    src_extra_columns=['viewing_date'],
    src_eff='event_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_search_history',
) }}
