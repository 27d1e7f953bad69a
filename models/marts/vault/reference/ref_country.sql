{{ config(materialized="table") }}

{{ automate_dv.ref_table(
    src_pk='country_code',
    src_extra_columns=[
        'country_name',
        'continent',
        'subcontinent',
        'currency',
        'language',
    ],
    source_model='countries',
) }}
