"""What the vault's stages hand over, on a small warehouse that dbt really builds."""

import duckdb
import pytest

from reelhouse import runner

WORLD = {
    "users": "200",
    "titles": "80",
    "posts": "4000",
    "events_per_day": "150",
    "history_days": "2",
    "late_days": "1",
}
MADE_ANEW = ["sat_user_profile", "sat_content", "sat_post", "hub_user", "effsat_user_plan"]


def dbt(*arguments):
    return runner.dbt(list(arguments), WORLD)


@pytest.fixture(scope="module")
def database(dbt_at, tmp_path_factory):
    """Two days at once, and one more."""
    names = ["sat_event_details", "masat_connected_services", *MADE_ANEW]
    with dbt_at(tmp_path_factory.mktemp("vault"), *names) as database:
        for _ in range(2):
            outcome = dbt("build")
            assert outcome.is_good, outcome
        yield database


def query(database, text):
    with duckdb.connect(str(database)) as connection:
        return connection.execute(text).fetchall()


def rows(database, table):
    return query(database, f"select count(*), bit_xor(hash(t)) from vault.{table} as t")


def test_a_stage_hands_over_the_last_day_and_nothing_twice(database):
    before = rows(database, "sat_event_details")
    assert dbt("run", "--select", "path:models/marts/vault").is_good
    assert rows(database, "sat_event_details") == before
    assert query(database, "select count(*) from vault.vstg_events") == [(0,)]


def test_a_missing_table_gets_all_days_with_its_stage_and_is_refused_without(database):
    before = rows(database, "masat_connected_services")
    query(database, "drop table vault.masat_connected_services")
    stages = ["vstg_subscription_changes", "vstg_services_of_changes", "vstg_connected_services"]
    assert not dbt("run", "--select", *stages[1:], "masat_connected_services").is_good
    assert dbt("run", "--select", *stages, "masat_connected_services").is_good
    assert rows(database, "masat_connected_services") == before


def test_a_full_refresh_of_the_vault_makes_it_anew_from_the_logs(database):
    before = [rows(database, table) for table in MADE_ANEW]
    query(database, "update vault.sat_user_profile set favorite_color = 'seen' where user_hk in "
                    "(select max(user_hk) from vault.sat_user_profile)")  # fmt: skip
    assert dbt("run", "--full-refresh", "--select", "path:models/marts/vault").is_good
    assert [rows(database, table) for table in MADE_ANEW] == before
