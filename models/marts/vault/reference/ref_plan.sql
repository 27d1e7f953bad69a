{{ config(materialized="table") }}

{{ automate_dv.ref_table(
    src_pk='plan',
    src_extra_columns=[
        'plan_rank',
        'max_quality',
        'monthly_price_usd',
        'yearly_price_usd',
    ],
    source_model='plans',
) }}
