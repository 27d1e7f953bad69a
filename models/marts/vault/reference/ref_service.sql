{{ config(materialized="table") }}

{{ automate_dv.ref_table(
    src_pk='service',
    source_model='services',
) }}
