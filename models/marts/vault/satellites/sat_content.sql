{#- what builds saw of a table that changes in place can't be seen again -#}
{{ config(full_refresh=false) }}

{{ automate_dv.sat(
    src_pk='content_hk',
    src_hashdiff='content_hashdiff',
    src_payload=[
        'series_id',
        'title',
        'content_type',
        'season',
        'episode',
        'provider',
        'genre',
        'release_year',
        'content_language',
        'duration_minutes',
        'is_deleted',
        'created_at',
        'deleted_at',
        'updated_at',
    ],
    src_ldts='load_datetime',
    src_source='record_source',
    source_model='vstg_content_details',
) }}
