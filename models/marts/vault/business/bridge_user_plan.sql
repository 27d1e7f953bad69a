{{ automate_dv.bridge(
    src_pk='user_hk',
    as_of_dates_table='bv_as_of_dates',
    bridge_walk={
        'PLAN': {
            'bridge_link_pk': 'link_user_plan_hk',
            'bridge_end_date': 'effsat_user_plan_ended_at',
            'bridge_load_date': 'effsat_user_plan_load_datetime',
            'link_table': 'link_user_plan',
            'link_pk': 'user_plan_hk',
            'link_fk1': 'user_hk',
            'link_fk2': 'plan_hk',
            'eff_sat_table': 'effsat_user_plan',
            'eff_sat_pk': 'user_plan_hk',
            'eff_sat_end_date': 'ended_at',
            'eff_sat_load_date': 'load_datetime',
        },
    },
    stage_tables_ldts={
        'vstg_subscription_changes': 'load_datetime',
    },
    src_ldts='load_datetime',
    source_model='hub_user',
) }}
