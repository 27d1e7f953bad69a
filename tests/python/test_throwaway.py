"""What the replay compares: every table but snapshots, and these where the builds were the same."""

import duckdb
import pytest

from proofs.throwaway import ProofError, Warehouse, hold_equal


def warehouse(folder, rows, seen=1):
    """A warehouse with one dimension and one snapshot."""
    folder.mkdir()
    made = Warehouse(folder)
    with duckdb.connect(str(made.database)) as connection:
        connection.execute("create schema star; create schema snapshots")
        connection.execute(f"create table snapshots.snap_users as select {seen} as seen")
        connection.execute("create table star.dim_user (user_id varchar, name varchar)")
        connection.executemany("insert into star.dim_user values (?, ?)", rows)
    return made


ROWS = [("ann", "Smith"), ("ben", "Roe")]


def test_the_order_of_rows_is_no_difference(tmp_path):
    hold_equal(warehouse(tmp_path / "one", ROWS), warehouse(tmp_path / "other", ROWS[::-1]), "")


@pytest.mark.parametrize("rows", [ROWS[:1], [*ROWS, ROWS[0]], [("ann", "Smith"), ("ben", None)]])
def test_a_row_less_or_more_or_another_value_is_named(tmp_path, rows):
    one, other = warehouse(tmp_path / "one", ROWS), warehouse(tmp_path / "other", rows)
    with pytest.raises(ProofError, match=r"star\.dim_user"):
        hold_equal(one, other, "", same_builds=False)


def test_snapshots_may_differ_after_other_builds_and_not_after_the_same(tmp_path):
    one, other = warehouse(tmp_path / "one", ROWS), warehouse(tmp_path / "other", ROWS, seen=2)
    hold_equal(one, other, "", same_builds=False)
    with pytest.raises(ProofError, match=r"snapshots\.snap_users"):
        hold_equal(one, other, "")
