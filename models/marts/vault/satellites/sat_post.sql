{#- what builds saw of a table that changes in place can't be seen again -#}
{{ config(full_refresh=false) }}

{{ automate_dv.sat(
    src_pk='post_hk',
    src_hashdiff='post_hashdiff',
    src_payload=[
        'post_text',
        'is_deleted',
        'created_at',
        'deleted_at',
        'updated_at',
    ],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_post_details',
) }}
