{{ automate_dv.ma_sat(
    src_pk='event_hk',
    src_cdk=['recommendation_number'],
    src_hashdiff='recommendation_hashdiff',
    src_payload=['recommendation_id', 'content_id', 'algorithm', 'is_clicked'],
    src_extra_columns=['viewing_date'],
    src_eff='event_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_recommendations',
) }}
