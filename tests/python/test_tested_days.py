"""Which days dbt's generic tests look at, on a small warehouse that dbt really builds."""

import duckdb
import pytest

from reelhouse import runner

WORLD = {
    "users": "200",
    "titles": "80",
    "posts": "4000",
    "events_per_day": "150",
    "history_days": "3",
    "late_days": "1",
}
DAMAGED = "rows_satisfy_raw_post_events_*"


@pytest.fixture
def damaged(dbt_at, tmp_path):
    """Three days, with a row that fails a test on a day that the next build does not rewrite."""
    with dbt_at(tmp_path, DAMAGED) as database:
        outcome = dbt("build")
        assert outcome.is_good, outcome
        yield lambda day: damage(database, day)


def damage(database, day):
    connection = duckdb.connect(str(database))
    connection.execute("update raw.raw_post_events set user_id = null where load_date = ?", [day])
    connection.close()


def dbt(*arguments):
    return runner.dbt(list(arguments), WORLD)


def test_an_increment_looks_at_the_days_it_rewrites_and_dbt_test_at_all(damaged, capfd):
    damaged("2025-01-02")
    assert dbt("build").is_good
    assert not dbt("test", "--select", DAMAGED).is_good
    assert (
        "rows_satisfy of raw_post_events found rule: user_id is not null" in capfd.readouterr().out
    )
    damaged("2025-01-04")
    assert not dbt("build").is_good
