{{ config(materialized="table") }}

{{ automate_dv.ref_table(
    src_pk='genre',
    source_model='genres',
) }}
