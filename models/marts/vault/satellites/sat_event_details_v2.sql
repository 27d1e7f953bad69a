{{ automate_dv.sat(
    src_pk='event_hk',
    src_hashdiff='event_details_v2_hashdiff',
    src_payload=[
        'player_version',
        'drm',
        'experiment_group',
        'startup_milliseconds',
    ],
    src_eff='event_at',
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_event_details_v2',
) }}
