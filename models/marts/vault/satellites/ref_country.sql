{{ config(materialized="table") }}

{{ automate_dv.ref_table(
    src_pk='country_code',
    src_extra_columns=[
        'country_name',
        'region',
        'sub_region',
        'currency',
        'language',
    ],
    source_model='countries',
) }}
