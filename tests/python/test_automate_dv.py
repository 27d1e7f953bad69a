"""packages/automate_dv_duckdb: the same rows however loads are cut, and what differs.

Each difference from AutomateDV is shown on both sides; its own takes the real package, in a
folder that DBT_PACKAGES_MIRROR names.
"""

import os
import random
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from proofs import small_vault, vault_sql
from proofs.small_vault import Arrival, instant
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


@pytest.fixture(scope="module")
def ours() -> vault_sql.Vault:
    return small_vault.compiled(small_vault.TABLES | MORE | ONLY_OURS)


@pytest.fixture(scope="module")
def theirs() -> vault_sql.Vault:
    mirror = os.environ.get(packages.MIRROR_VARIABLE)
    if not mirror:
        pytest.skip(f"{packages.MIRROR_VARIABLE} is not set")
    return small_vault.compiled(
        small_vault.TABLES | MORE, source_of_packages=Path(mirror).expanduser(), own_sql=True
    )


def arrival(minute: int, **values) -> Arrival:
    usual = Arrival("raw_web", 1, 1, "Ann", "red", "cup", False, event=minute, minute=minute)
    return replace(usual, **values)


@pytest.mark.parametrize("seed", range(3))
def test_the_rows_are_the_same_however_arrivals_are_cut_into_loads(ours, seed):
    rows = small_vault.arrivals(seed)
    last = rows[-1].minute
    one_by_one = small_vault.in_loads(rows, list(range(1, last)))
    assert content(ours, one_by_one) == content(ours, [rows])


def test_a_load_that_comes_again_changes_nothing(ours):
    rows = small_vault.arrivals(3)
    loads = small_vault.in_loads(rows, sorted(random.Random(3).sample(range(1, 12), 3)))
    twice = [load for load in loads for _ in range(2)]
    assert content(ours, twice) == content(ours, loads)


def content(vault: vault_sql.Vault, loads: list[list[Arrival]]) -> dict[str, list]:
    """The tables whose keys have one state at an instant."""
    tables = small_vault.loaded(vault, loads)
    return {name: tables[name] for name in small_vault.TABLES}


@dataclass(frozen=True)
class Difference:
    """What a table holds after the same loads with our SQL and with AutomateDV's."""

    name: str
    table: str
    loads: list[list[Arrival]]
    columns: list[str]
    ours: list[tuple]
    theirs: list[tuple] | None  # none if it can be this or that
    dates: list[list[int]] | None = None


def opened(minute, order):
    return (minute, order, None)


def closed(minute, order):
    return (minute, order, minute)


A, B = arrival(1), arrival(2, color="blue")
OPEN = ["loaded_at", "order_id", "ended_at"]
DIFFERENCES = [
    Difference(
        "a satellite without the source filter doubles a load that comes again",
        "sat_unfiltered",
        [[A, B], [A, B]],
        ["loaded_at"],
        ours=[(1,), (2,)],
        theirs=[(1,), (1,), (2,), (2,)],
    ),
    Difference(
        "a state whose hashdiff is null hides the next one of its load",
        "sat_of_orders",
        [[arrival(1), arrival(2, order_id=None), arrival(3, order_id=2)]],
        ["loaded_at"],
        ours=[(1,), (3,)],
        theirs=[(1,)],
    ),
    Difference(
        "the first load of a multi-active satellite stores repeats",
        "ma_sat",
        [[arrival(1), arrival(2)]],
        ["loaded_at"],
        ours=[(1,)],
        theirs=[(1,), (2,)],
    ),
    Difference(
        "a change in a multi-active satellite stores the repeats of its load",
        "ma_sat",
        [[arrival(1)], [arrival(2), arrival(3, item="pen")]],
        ["loaded_at"],
        ours=[(1,), (3,)],
        theirs=[(1,), (2,), (3,)],
    ),
    Difference(
        "a set that changes and returns in one load is lost",
        "ma_sat",
        [
            [arrival(1), arrival(1, item="pen")],
            [arrival(2), arrival(3), arrival(3, item="pen")],
        ],
        ["loaded_at"],
        ours=[(1,), (1,), (2,), (3,), (3,)],
        theirs=[(1,), (1,)],
    ),
    Difference(
        "an older set is stored behind a newer one",
        "ma_sat",
        [[arrival(2)], [arrival(1, item="pen")]],
        ["loaded_at"],
        ours=[(2,)],
        theirs=[(1,), (2,)],
    ),
    Difference(
        "relations of one driving key that arrive in the first load all stay open",
        "eff_sat_of_the_next",
        [[arrival(1), arrival(2, order_id=2)]],
        OPEN,
        ours=[opened(1, 1), closed(2, 1), opened(2, 2)],
        theirs=[opened(1, 1), opened(2, 2)],
    ),
    Difference(
        "a relation that is left and taken up again in one load was never left",
        "eff_sat_of_the_next",
        [[arrival(1)], [arrival(2, order_id=2), arrival(3)]],
        OPEN,
        ours=[opened(1, 1), closed(2, 1), opened(2, 2), opened(3, 1), closed(3, 2)],
        theirs=[opened(1, 1), opened(2, 2)],
    ),
    Difference(
        "an older relation ends a newer one before it began",
        "eff_sat_of_the_next",
        [[arrival(2)], [arrival(1, order_id=2)]],
        OPEN,
        ours=[opened(2, 1)],
        theirs=[opened(1, 2), closed(1, 1), opened(2, 1)],
    ),
    Difference(
        "the first load takes the start as it is, the others the effective date",
        "eff_sat_from_events",
        [[arrival(2, event=1)], [arrival(4, order_id=2, event=3)]],
        ["order_id", "event_at"],
        ours=[(1, 2), (1, 2), (2, 4)],
        theirs=[(1, 1), (1, 1), (2, 4)],
    ),
    Difference(
        "a relation that the source ends and begins again in one load stays ended",
        "eff_sat_of_the_source",
        [[arrival(1)], [arrival(2, is_ended=True), arrival(3)]],
        OPEN,
        ours=[opened(1, 1), closed(2, 1), opened(3, 1)],
        theirs=[opened(1, 1), closed(2, 1)],
    ),
    Difference(
        "a second key in the same state at the instant of an earlier load is no sighting",
        "xts",
        [[arrival(1)], [arrival(1, customer_id=2)]],
        ["customer_id", "satellite_name"],
        ours=[(1, "DETAILS"), (1, "NAME"), (2, "DETAILS"), (2, "NAME")],
        theirs=[(1, "DETAILS"), (1, "NAME")],
    ),
    Difference(
        "a transaction that comes twice in a load, at two instants, is stored twice",
        "nh_link",
        [[arrival(1), arrival(2)]],
        ["loaded_at"],
        ours=[(1,)],
        theirs=[(1,), (2,)],
    ),
    Difference(
        "reference data that comes twice in a load, at two instants, is stored twice",
        "ref_table",
        [[arrival(1), arrival(2)]],
        ["loaded_at"],
        ours=[(1,)],
        theirs=[(1,), (2,)],
    ),
    Difference(
        "of two rows of a key at one instant it takes any",
        "hub_of_items",
        [[arrival(1, item="pen"), arrival(1, item="cup")]],
        ["item"],
        ours=[("cup",)],
        theirs=None,
    ),
    Difference(
        "a relation of two sources whose first row is incomplete is not stored",
        "link_of_customers",
        [[arrival(1, order_id=None), arrival(2)]],
        ["loaded_at"],
        ours=[(2,)],
        theirs=[],
    ),
    *(
        Difference(
            f"a date that is no longer asked for leaves the {table}",
            table,
            [[arrival(1)], [arrival(2)]],
            ["as_of_date"],
            ours=[(1,), (2,)],
            theirs=[(2,)],
            dates=[[1], [2]],
        )
        for table in ("pit", "bridge")
    ),
    Difference(
        "a record that arrives before a date that is there is in the pit of that date",
        "pit",
        [[arrival(1)], [arrival(2, color="blue")]],
        ["as_of_date", "sat_ldts"],
        ours=[(1, 1), (3, 1)],
        theirs=[(1, 1), (3, 2)],
        dates=[[1, 3], [1, 3]],
    ),
    *(
        Difference(
            f"a load without rows empties the {table}",
            table,
            [[arrival(1)], []],
            ["as_of_date"],
            ours=[(1,)],
            theirs=[],
            dates=[[1], [1]],
        )
        for table in ("pit", "bridge")
    ),
]


def seen(difference: Difference, vault: vault_sql.Vault) -> list[tuple]:
    """The columns of the table, with minutes for instants; without the ghost record."""
    rows = small_vault.loaded(vault, difference.loads, difference.dates)[difference.table]
    minutes = {instant(minute): minute for minute in range(10)}
    keys = {}
    for load in difference.loads:
        for row in load:
            hashed = small_vault.hashed
            keys[hashed(row.customer_id)] = {"customer_id": row.customer_id}
            keys[hashed(row.customer_id, row.order_id)] = {"order_id": row.order_id}
    found = []
    for row in rows:
        if row.get("source") == "AUTOMATE_DV_SYSTEM":
            continue
        for name in ("customer_hk", "customer_order_hk"):
            row = keys.get(row.get(name), {}) | row
        values = [row[column] for column in difference.columns]
        found.append(tuple(minutes.get(value, value) for value in values))
    far = instant(0).replace(year=9999, month=12, day=31)
    return sorted(
        (tuple(None if value == far else value for value in row) for row in found), key=repr
    )


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda each: each.name)
def test_a_difference_from_automate_dv(ours, difference):
    assert seen(difference, ours) == sorted(difference.ours, key=repr)


@pytest.mark.parametrize(
    "difference", [each for each in DIFFERENCES if each.theirs is not None], ids=lambda d: d.name
)
def test_automate_dv_does_differ(theirs, difference):
    assert seen(difference, theirs) == sorted(difference.theirs, key=repr)


def test_what_stands_in_meta_may_stand_in_the_config(ours):
    tables = small_vault.loaded(ours, small_vault.in_loads(small_vault.arrivals(4), [6]))
    assert tables["eff_sat_by_config"] == tables["eff_sat_of_the_next"]
    assert tables["eff_sat_by_config"] != tables["eff_sat_of_the_source"]


def test_a_new_key_gets_each_date_once_though_dates_are_dropped(ours):
    loads = [[arrival(1)], [arrival(2, customer_id=2)], []]
    rows = small_vault.loaded(ours, loads, [[2, 9], [2, 3], [2, 3]])["pit"]
    assert sorted((row["customer_hk"], row["as_of_date"]) for row in rows) == sorted(
        (small_vault.hashed(customer), instant(date))
        for customer, dates in {1: [2, 3, 9], 2: [2, 3]}.items()
        for date in dates
    )


def test_a_hashdiff_of_another_name_is_no_part_of_the_rest(ours):
    assert "name_hashdiff" not in small_vault.loaded(ours, [[A]])["ma_sat_of_the_rest"][0]


def test_automate_dv_stores_a_hashdiff_of_another_name_twice(theirs):
    row = small_vault.loaded(theirs, [[A]])["ma_sat_of_the_rest"][0]
    assert row["name_hashdiff"] == row["hashdiff"]


def test_compare_days_bounds_what_a_load_is_compared_with(ours):
    within, beyond = arrival(1439), arrival(1442)
    kept = [
        [row["loaded_at"] for row in small_vault.loaded(ours, [[arrival(1)], [again]])[name]]
        for again in (within, beyond)
        for name in ("hub_compared", "hub")
    ]
    assert kept == [
        [instant(1)],
        [instant(1)],
        [instant(1), instant(1442)],
        [instant(1)],
    ]


def test_reference_data_may_have_several_sources_and_a_key_of_several_columns(ours):
    web, shop = arrival(2), arrival(1, table="raw_shop")
    rows = small_vault.loaded(ours, [[web, shop, arrival(2, item="pen")], [arrival(3)]])
    assert [
        (row["item"], row["color"], row["source"]) for row in rows["ref_table_of_two_sources"]
    ] == [("cup", "red", "raw_shop"), ("pen", "red", "raw_web")]


def test_ranks_alone_leave_the_columns_of_the_source_in_place(ours):
    row = small_vault.loaded(ours, [[arrival(1)]])["ranked"][0]
    assert (row["customer_id"], row["item"], row["arrival"]) == (1, "cup", 1)


@pytest.mark.parametrize(("name", "size"), [("md5", 16), ("sha1", 20), ("sha", 32)])
def test_keys_and_hashdiffs_are_bytes_those_of_ghosts_too(ours, name, size):
    satellite = {"sat": small_vault.TABLES["sat"]}
    vault = ours if name == "md5" else small_vault.compiled(satellite, {"hash": name})
    rows = small_vault.loaded(vault, [[arrival(1)]])["sat"]
    assert len(rows) == 2
    for row in rows:
        assert {len(row[column]) for column in ("customer_hk", "hashdiff")} == {size}
    ghost = next(row for row in rows if row["source"] == "AUTOMATE_DV_SYSTEM")
    assert ghost == dict.fromkeys(ghost) | {
        "customer_hk": bytes(size),
        "hashdiff": bytes(size),
        "effective_at": instant(0).replace(1900),
        "loaded_at": instant(0).replace(1900),
        "source": "AUTOMATE_DV_SYSTEM",
    }
