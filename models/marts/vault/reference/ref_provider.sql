{{ config(materialized="table") }}

{{ automate_dv.ref_table(
    src_pk='provider',
    src_extra_columns=['service'],
    source_model='providers',
) }}
