{#- what builds saw of a table that changes in place can't be seen again -#}
{{ config(full_refresh=false) }}

{{ automate_dv.sat(
    src_pk='user_hk',
    src_hashdiff='user_profile_hashdiff',
    src_payload=[
        'country_code',
        'favorite_color',
        'is_deleted',
        'created_at',
        'deleted_at',
        'updated_at',
    ],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_user_profiles',
) }}
