"""The small vault with the tables that the tests of the package add to it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from proofs import small_vault, vault_sql
from proofs.small_vault import Arrival
from reelhouse import packages

FILTER_OFF = "{{ config(meta={'apply_source_filter': false}) }}"
LOADED = "src_ldts='loaded_at', src_source='source', source_model='stage_web'"
MORE = {
    "sat_unfiltered": FILTER_OFF + small_vault.TABLES["sat"],
    "sat_of_orders": f"""{{{{ automate_dv.sat(
        src_pk='customer_hk', src_hashdiff='order_hk', src_payload=['order_id'], {LOADED}
    ) }}}}""",
    "eff_sat_by_config": small_vault.TABLES["eff_sat_of_the_next"].replace(
        "meta={'is_auto_end_dating': true, 'apply_source_filter': true}", "is_auto_end_dating=true"
    ),
    "link_of_customers": """{{ automate_dv.link(
        src_pk='customer_hk', src_fk=['customer_hk', 'order_hk'], src_ldts='loaded_at',
        src_source='source', source_model=['stage_web', 'stage_shop']
    ) }}""",
    "ma_sat_of_the_rest": f"""{{{{ automate_dv.ma_sat(
        src_pk='customer_hk', src_cdk='item',
        src_hashdiff={{'source_column': 'name_hashdiff', 'alias': 'hashdiff'}},
        src_payload={{
            'exclude_columns': true,
            'columns': [
                'order_id', 'label', 'gift note', 'is_ended', 'event_at', 'arrived_at', 'note',
                'started_at', 'ended_at', 'effective_at', 'is_open', 'details_satellite',
                'name_satellite', 'order_hk', 'customer_order_hk', 'details_hashdiff',
                'item_hashdiff', 'arrival', 'color_original',
            ],
        }}, {LOADED}
    ) }}}}""",
    "eff_sat_from_events": f"""
        {{{{ config(meta={{'is_auto_end_dating': true}}) }}}}
        {{{{ automate_dv.eff_sat(
            src_pk='customer_order_hk', src_dfk='customer_hk', src_sfk='order_hk',
            src_start_date='event_at', src_end_date='ended_at', src_eff='effective_at',
            {LOADED}
        ) }}}}
    """,
}
RANKED = """{{ automate_dv.stage(source_model='raw_web', ranked_columns={
    'arrival': {'partition_by': 'customer_id', 'order_by': 'arrived_at'}
}) }}"""
ONLY_OURS = {
    "ranked": "{{ config(materialized='table') }}" + RANKED,
    "hub_of_items": f"""{{{{ automate_dv.hub(
        src_pk='customer_hk', src_nk='customer_id', src_extra_columns='item', {LOADED}
    ) }}}}""",
    "hub_compared": f"""
        {{{{ config(meta={{'compare_days': 1}}) }}}}
        {{{{ automate_dv.hub(src_pk='customer_hk', src_nk='customer_id', {LOADED}) }}}}
    """,
    "ref_table_of_two_sources": """{{ automate_dv.ref_table(
        src_pk=['item', 'color'], src_ldts='loaded_at', src_source='source',
        source_model=['stage_web', 'stage_shop']
    ) }}""",
}


def ours() -> vault_sql.Vault:
    """With the package's SQL."""
    return small_vault.compiled(small_vault.TABLES | MORE | ONLY_OURS)


def theirs() -> vault_sql.Vault:
    """With AutomateDV's own."""
    mirror = os.environ.get(packages.MIRROR_VARIABLE)
    if not mirror:
        pytest.skip(f"{packages.MIRROR_VARIABLE} is not set")
    return small_vault.compiled(
        small_vault.TABLES | MORE, source_of_packages=Path(mirror).expanduser(), own_sql=True
    )


def arrival(minute: int, **values) -> Arrival:
    usual = Arrival("raw_web", 1, 1, "Ann", "red", "cup", False, event=minute, minute=minute)
    return replace(usual, **values)
