"""What the replay compares: all but what the days of the builds may change."""

import json

import duckdb
import pytest

from reelhouse.trial import ProofError, Warehouse, hold_equal

SNAPSHOT = {"history": "snapshot"}
AT_ONCE = [("ann", "phone", "Smith", "1900-01-01"), ("ben", "tv", "Roe", "1900-01-01")]
DAILY = [*AT_ONCE, ("ann", "phone", "Jones", "2025-01-02")]


def warehouse(folder, rows, marked=("name", "valid_from"), whole=False):
    """A warehouse with one dimension, as dbt would describe it."""
    columns = {
        name: {"name": name, "meta": SNAPSHOT if name in marked else {}}
        for name in ("user_id", "device", "name", "valid_from")
    }
    node = {
        "resource_type": "model", "schema": "star", "alias": "dim_user",
        "config": {"meta": SNAPSHOT if whole else {}}, "columns": columns,
    }  # fmt: skip
    (folder / "target").mkdir(parents=True)
    (folder / "target" / "manifest.json").write_text(json.dumps({"nodes": {"dim_user": node}}))
    made = Warehouse(folder)
    with duckdb.connect(str(made.database)) as connection:
        connection.execute("create schema star; create table star.other as select 1 as one")
        names = ", ".join(f"{name} varchar" for name in columns)
        connection.execute(f"create table star.dim_user ({names})")
        connection.executemany("insert into star.dim_user values (?, ?, ?, ?)", rows)
    return made


def test_versions_that_only_some_builds_saw_are_no_difference(tmp_path):
    one, other = warehouse(tmp_path / "one", AT_ONCE), warehouse(tmp_path / "other", DAILY)
    hold_equal(one, other, "", log_derived_only=True)
    with pytest.raises(ProofError, match=r"star\.dim_user"):
        hold_equal(one, other, "")


@pytest.mark.parametrize("changed", [("ann", "tv", "Jones", "x"), ("cid", "tv", "Poe", "x")])
def test_columns_that_do_not_hang_on_the_snapshot_are_compared(tmp_path, changed):
    one = warehouse(tmp_path / "one", AT_ONCE)
    other = warehouse(tmp_path / "other", [*AT_ONCE, changed])
    with pytest.raises(ProofError, match=r"star\.dim_user"):
        hold_equal(one, other, "", log_derived_only=True)


def test_where_no_version_is_marked_every_row_counts(tmp_path):
    one = warehouse(tmp_path / "one", AT_ONCE, marked=("name",))
    other = warehouse(tmp_path / "other", [*AT_ONCE, AT_ONCE[0]], marked=("name",))
    with pytest.raises(ProofError, match=r"star\.dim_user"):
        hold_equal(one, other, "", log_derived_only=True)


def test_a_whole_table_may_be_left_out(tmp_path):
    one = warehouse(tmp_path / "one", AT_ONCE, whole=True)
    other = warehouse(tmp_path / "other", DAILY[1:], whole=True)
    hold_equal(one, other, "", log_derived_only=True)
