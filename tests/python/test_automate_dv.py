"""packages/automate_dv_duckdb: the same rows however loads are cut, and what else it can do."""

import random

import pytest
from small_vaults import arrival

from proofs import small_vault, vault_sql
from proofs.small_vault import Arrival, instant


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 10))]
)
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
    return small_vault.loaded(vault, loads, names=small_vault.TABLES)


def rows_of(vault: vault_sql.Vault, name: str, loads: list[list[Arrival]]) -> list[dict]:
    """The rows of one table."""
    return small_vault.loaded(vault, loads, names=[name])[name]


def test_what_stands_in_meta_may_stand_in_the_config(ours):
    names = ["eff_sat_by_config", "eff_sat_of_the_next", "eff_sat_of_the_source"]
    loads = small_vault.in_loads(small_vault.arrivals(4), [6])
    by_config, of_the_next, of_the_source = small_vault.loaded(ours, loads, names=names).values()
    assert by_config == of_the_next
    assert by_config != of_the_source


def test_a_new_key_gets_each_date_once_though_dates_are_dropped(ours):
    loads = [[arrival(1)], [arrival(2, customer_id=2)], []]
    needed = ["hub", "sat", "sat_of_the_rest", "pit"]
    rows = small_vault.loaded(ours, loads, [[2, 9], [2, 3], [2, 3]], needed)["pit"]
    assert sorted((row["customer_hk"], row["as_of_date"]) for row in rows) == sorted(
        (small_vault.hashed(customer), instant(date))
        for customer, dates in {1: [2, 3, 9], 2: [2, 3]}.items()
        for date in dates
    )


def test_a_hashdiff_of_another_name_is_no_part_of_the_rest(ours):
    [row] = rows_of(ours, "ma_sat_of_the_rest", [[arrival(1)]])
    assert "name_hashdiff" not in row


def test_automate_dv_stores_a_hashdiff_of_another_name_twice(theirs):
    [row] = rows_of(theirs, "ma_sat_of_the_rest", [[arrival(1)]])
    assert row["name_hashdiff"] == row["hashdiff"]


def test_compare_days_bounds_what_a_load_is_compared_with(ours):
    within, beyond = arrival(1439), arrival(1442)
    kept = [
        [row["loaded_at"] for row in rows_of(ours, name, [[arrival(1)], [again]])]
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
    loads = [[web, shop, arrival(2, item="pen")], [arrival(3)]]
    rows = rows_of(ours, "ref_table_of_two_sources", loads)
    assert [(row["item"], row["color"], row["source"]) for row in rows] == [
        ("cup", "red", "raw_shop"),
        ("pen", "red", "raw_web"),
    ]


def test_ranks_alone_leave_the_columns_of_the_source_in_place(ours):
    [row] = rows_of(ours, "ranked", [[arrival(1)]])
    assert (row["customer_id"], row["item"], row["arrival"]) == (1, "cup", 1)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("md5", 16),
        pytest.param("sha1", 20, marks=pytest.mark.long),
        pytest.param("sha", 32, marks=pytest.mark.long),
    ],
)
def test_keys_and_hashdiffs_are_bytes_those_of_ghosts_too(ours, name, size):
    satellite = {"sat": small_vault.TABLES["sat"]}
    vault = ours if name == "md5" else small_vault.compiled(satellite, {"hash": name})
    rows = rows_of(vault, "sat", [[arrival(1)]])
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
