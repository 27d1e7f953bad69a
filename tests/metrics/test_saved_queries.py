"""MetricFlow's answer to each saved query is that of SQL by hand, and the dashboard's is the same."""

import datetime
import math
import os

import pytest
from by_hand import BESIDE, BY_HAND

from dashboard import data
from proofs.throwaway import Warehouse
from reelhouse import settings, warehouse_file
from reelhouse.metrics import Metrics
from reelhouse.settings import Refused

# long enough for messages whose week after is over, and for months of subscriptions
WORLD = {"USERS": "400", "EVENTS_PER_DAY": "400", "HISTORY_DAYS": "45", "LATE_RATE": "0.1"}
# tables of the dashboard with their keys and measures, and metrics with their dimensions
ON_THE_DASHBOARD = [
    (
        ("viewing_days", ["viewing_date"], ["viewers", "plays", "seconds"]),
        (["viewers", "plays", "watched_seconds"], ["metric_time__day"]),
    ),
    (
        ("viewing_days", ["country", "plan"], ["completed", "seconds"]),
        (["completed_plays", "watched_seconds"], ["place__country_code", "subscription__plan"]),
    ),
    (
        ("discovery_days", ["viewing_date"], ["shown", "clicked", "played"]),
        (
            ["recommendations", "recommendation_clicks", "recommendations_played"],
            ["metric_time__day"],
        ),
    ),
    (
        ("discovery_days", ["viewing_date"], ["searches", "visits", "found"]),
        (["searches", "search_visits", "successful_search_visits"], ["metric_time__day"]),
    ),
    (
        ("subscription_months", ["month_start_date"], ["started", "cancelled", "usd"]),
        (["starts", "cancellations", "mrr"], ["metric_time__month"]),
    ),
]


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    """The warehouse that REELHOUSE_DATABASE names, or a small one."""
    if not os.environ.get("REELHOUSE_DATABASE"):
        warehouse = Warehouse(tmp_path_factory.mktemp("metrics"), WORLD)
        warehouse.build()
        os.environ["REELHOUSE_DATABASE"] = str(warehouse.database)
    return settings.database()


@pytest.fixture(scope="session")
def by_hand(database):
    """The rows of every query by hand, read before MetricFlow takes the file."""
    queries = BY_HAND | {name: sql for name, (_, _, sql) in BESIDE.items()}
    with warehouse_file.look(database) as connection:
        return {name: connection.execute(sql).fetchall() for name, sql in queries.items()}


@pytest.fixture(scope="session")
def dashboard(database):
    """The tables of the dashboard as rows, read before MetricFlow takes the file."""
    found = {}
    with warehouse_file.look(database) as connection:
        data.prepare(connection)
        for path in (data.FOLDER / "queries").glob("*.sql"):
            names, rows = data.answer(connection, path)
            found[path.stem] = [dict(zip(names, row, strict=True)) for row in rows]
    for row in found["subscription_months"]:
        row["usd"] = row["cents"] / 100
    return found


@pytest.fixture(scope="session")
def metrics(by_hand, dashboard):
    return Metrics()


def keyed(rows, keys):
    """Rows by their dimensions; dates of either kind are spelled the same."""
    spelled = [
        tuple(str(cell)[:10] if isinstance(cell, datetime.date) else cell for cell in row)
        for row in rows
    ]
    return {row[:keys]: row[keys:] for row in spelled}


def is_near(ours, theirs):
    """Whether two numbers are one, but for the last bits of a division."""
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=1e-12)


def compare(answer, rows):
    """Hold an answer against the rows of a query by hand."""
    keys = len(answer.columns) - answer.metrics
    expected, found = keyed(rows, keys), keyed(answer.rows, keys)
    assert len(found) == len(answer.rows)
    assert found.keys() == expected.keys()
    differing = {
        key: (values, expected[key])
        for key, values in found.items()
        if not all(map(is_near, values, expected[key]))
    }
    assert not differing
    assert any(value for row in found.values() for value in row), "the world shows nothing"


@pytest.mark.parametrize("name", BY_HAND)
def test_a_saved_query_says_what_sql_by_hand_says(name, by_hand, metrics):
    compare(metrics.saved(name), by_hand[name])


@pytest.mark.parametrize("name", BESIDE)
def test_a_metric_that_no_saved_query_names_says_it_too(name, by_hand, metrics):
    names, dimensions, _ = BESIDE[name]
    compare(metrics.query(names, dimensions, "", [], None), by_hand[name])


@pytest.mark.parametrize(("shown", "asked"), ON_THE_DASHBOARD)
def test_the_dashboard_shows_what_the_metrics_say(shown, asked, dashboard, metrics):
    table, keys, measures = shown
    expected = {}
    for row in dashboard[table]:
        held = expected.setdefault(tuple(str(row[key]) for key in keys), [0] * len(measures))
        held[:] = [total + row[measure] for total, measure in zip(held, measures, strict=True)]
    names, dimensions = asked
    answer = metrics.query(names, dimensions, "", [], None)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    found = {
        tuple(str(row[name]) for name in dimensions): [float(row[name] or 0) for name in names]
        for row in rows
    }
    assert found.keys() == expected.keys()
    for key, values in found.items():
        assert values == pytest.approx(list(map(float, expected[key]))), key


def test_each_saved_query_has_sql_by_hand(metrics):
    assert metrics.questions().keys() == BY_HAND.keys()


def test_a_message_has_an_uplift_in_this_world(metrics):
    assert any(row[-1] is not None for row in metrics.saved("messages").rows)


def test_conditions_and_orders_are_taken_as_they_are_written(metrics, by_hand):
    answer = metrics.query(
        ["viewers", "hours"],
        ["metric_time__week", "subscription__plan"],
        "subscription__plan in ('Basic', 'Premium')",
        ["-hours"],
        5,
    )
    wanted = [
        row[:2] for row in sorted(by_hand["viewers_by_week_and_plan"], key=lambda row: -row[3])
        if row[1] != "Standard"
    ][:5]  # fmt: skip
    assert [row[:2] for row in answer.rows] == wanted


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((["viewer"], [], "", [], None), "did you mean viewers?"),
        ((["viewers"], ["subscription__plam"], "", [], None), "did you mean subscription__plan?"),
        ((["viewers"], [], "place__contry_code = 'DE'", [], None), "mean place__country_code?"),
        ((["viewers"], [], "", ["-hours"], None), "ORDER hours is not known; it takes viewers"),
        ((["viewers"], [], "place__city == = 'a'", [], None), "syntax error"),
    ],
)
def test_what_is_not_there_is_refused_in_a_line(asked, said, metrics):
    with pytest.raises(Refused, match=r".") as refused:
        metrics.query(*asked)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_unknown_saved_query_is_refused(metrics):
    with pytest.raises(Refused, match=r"no saved query titel .did you mean titles"):
        metrics.saved("titel")
