"""packages/automate_dv_duckdb: what differs from AutomateDV.

Each difference is shown on both sides; AutomateDV's own takes the real package, in a folder that
DBT_PACKAGES_MIRROR names.
"""

from dataclasses import dataclass

import pytest
from small_vaults import arrival

from proofs import small_vault, vault_sql
from proofs.small_vault import Arrival, instant

pytestmark = pytest.mark.long


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
