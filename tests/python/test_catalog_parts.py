"""What the pages of the catalog are made of: results, freshness, lineage, drawings and numbers."""

from datetime import date
from types import SimpleNamespace

import duckdb
import pytest

from catalog import columns, drawing, profile, results, table_page


def test_results_of_a_test_stand_with_the_newest_first():
    with duckdb.connect() as connection:
        connection.execute(
            "create schema runs; create table runs.invocations as from (values "
            "('a', 'dbt build', 'passed', date '2025-01-01', date '2025-01-02', "
            "[]::struct(node varchar, message varchar)[], "
            "timestamp '2026-01-01 10:00:00', timestamp '2026-01-01 10:01:00'), "
            "('b', 'dbt test', 'failed', null, null, [{node: 'unique_x', message: 'Got 3 results'}], "
            "timestamp '2026-01-02 10:00:00', null)) as runs(invocation_id, command, status, "
            "first_day, last_day, failures, started_at, finished_at);"
            "create table runs.test_results as from (values ('a', 'test.x', 'pass', 0), "
            "('b', 'test.x', 'fail', 3)) as results(invocation_id, test_id, status, failures)"
        )
        history = results.read(connection)
    assert [(run.id, status, failures) for run, status, failures in history.of("test.x")] == [
        ("b", "fail", 3),
        ("a", "pass", 0),
    ]
    assert history.last("test.x") == "fail"
    assert history.last("test.y") == ""
    assert history.runs[0].failures == [("unique_x", "Got 3 results")]
    assert history.runs[1].seconds == 60


def test_a_source_is_as_fresh_as_its_last_day():
    tables = {name: SimpleNamespace(schema="raw") for name in ("raw_a", "raw_b")}
    days = {"raw_a": date(2025, 1, 5), "raw_b": date(2025, 1, 3)}
    held = {
        name: profile.Profile(7, {}, "load_date", {date(2025, 1, 1): 3, day: 4})
        for name, day in days.items()
    }
    found = results.freshness(tables, held, date(2025, 1, 5))
    assert [(newest, behind) for _, newest, behind, _ in found] == [
        (date(2025, 1, 5), 0),
        (date(2025, 1, 3), 2),
    ]


def test_columns_are_traced_through_a_query():
    code = """
        with plays as (select user_id, seconds as watched from star.events),
        all_rows as (
            select user_id, watched from plays union all select id, length(name) from star.users
        )
        select
            all_rows.user_id,
            sum(watched) + max(users.age) as total,
            1 as one
        from all_rows inner join star.users on all_rows.user_id = users.id
        group by all
    """
    schema = {
        "star": {
            "events": {"user_id": "UUID", "seconds": "BIGINT"},
            "users": {"id": "UUID", "name": "VARCHAR", "age": "BIGINT"},
        }
    }
    assert columns.of_query(code, schema) == {
        "user_id": {("events", "user_id"), ("users", "id")},
        "total": {("events", "seconds"), ("users", "name"), ("users", "age")},
        "one": set(),
    }
    assert columns.of_query("this is no query (", schema) == {}


def test_a_long_list_of_neighbors_is_cut_short():
    names = [f"table_{number}" for number in range(40)]
    table = SimpleNamespace(name="dim", parents=[], children=names)
    drawn = drawing.neighbors(table, str)
    assert drawn.count("<rect") == drawing.MOST + 1
    assert "and 27 more" in drawn


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 9, "0"),
        (0, 0, "0"),
        (9, 9, "all"),
        (1, 10_000, "<0.1%"),
        (9_999, 10_000, "99.9%"),
        (1, 2, "50.0%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_all(part, whole, shown):
    assert table_page.share(part, whole) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(7, "7"), (100, "100"), (1_469, "~1,500"), (41_751, "~42,000")]
)
def test_an_estimate_says_that_it_is_one(number, shown):
    assert table_page.estimate(number) == shown
