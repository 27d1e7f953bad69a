"""The dials of a day that something happened on: a rise of the prices, and an outage."""

from dataclasses import replace
from datetime import date, timedelta

import duckdb
import numpy as np
import pytest
import worlds

from customer_events import tables, truth
from customer_events.kit.days import NEVER, number
from customer_events.kit.errors import CustomerEventsError
from customer_events.parameters import Parameters, clean
from customer_events.world.schedule import Schedule
from customer_events.world.subscriptions import CANCEL

PLAIN = clean(seed=11, users=3_000, titles=100, posts=500, events_per_day=1_000)
RISES = date(2025, 1, 20)
DEARER = replace(PLAIN, price_rise=0.4, price_rise_from=RISES)
OUT = date(2025, 1, 4)
DAYS = 7


def log_of(parameters):
    return Schedule(worlds.by_day(parameters, 90), []).world.log(0)


def rows(log, which):
    names = ("user", "day", "at", "kind", "plan", "cycle", "services", "start_day")
    return {tuple(row) for row in np.stack([getattr(log, name) for name in names])[:, which].T}


@pytest.fixture(scope="module")
def logs():
    return log_of(PLAIN), log_of(DEARER)


def test_nothing_differs_before_prices_rise(logs):
    before, with_rise = ({*rows(log, log.day < number(RISES))} for log in logs)
    assert before == with_rise


def test_only_who_minds_the_rise_differs(logs):
    plain, dearer = logs
    others = ~dearer.minds_price
    assert rows(plain, others[plain.user]) == rows(dearer, others[dearer.user])
    assert not plain.minds_price.any()


def test_who_minds_the_rise_leaves_sooner_at_a_renewal(logs):
    plain, dearer = logs
    row = np.flatnonzero(
        (dearer.kind == CANCEL) & (dearer.day >= number(RISES)) & (dearer.decided > 0)
    )
    assert len(row) > 200
    began, left = (each[row].astype("datetime64[D]") for each in (dearer.start_day, dearer.day))
    of_month = [each.astype("datetime64[M]") for each in (began, left)]
    late = (began - of_month[0] == left - of_month[1]).mean()
    assert late > 0.9  # where the month has such a day
    stays = plain.ends[plain.row_on(dearer.user[row], np.full(len(row), number(RISES)))]
    assert (stays >= dearer.day[row]).all()
    assert (stays > dearer.day[row]).mean() > 0.9


def test_more_leave_after_the_rise_and_the_loyal_rarely(logs):
    cancels = [
        np.count_nonzero(
            (log.kind == CANCEL) & (log.day >= number(RISES)) & (log.day < number(RISES) + 31)
        )
        for log in logs
    ]
    assert cancels[1] > 1.5 * cancels[0]
    world = Schedule(worlds.by_day(DEARER, 30), []).world
    loyalty = world.habits(0).loyalty
    assert np.median(loyalty[logs[1].minds_price]) < 0.8 * np.median(loyalty)


def test_a_rise_of_nothing_and_prices_that_never_rise_are_the_same(logs):
    nothing = log_of(replace(PLAIN, price_rise=0.0, price_rise_from=RISES))
    assert rows(logs[0], slice(None)) == rows(nothing, slice(None))


def test_nobody_watches_less_before_they_know_of_the_rise():
    days = [RISES - timedelta(1), RISES + timedelta(7)]
    sessions = {}
    for name, parameters in (("plain", PLAIN), ("dearer", DEARER)):
        world = worlds.by_day(parameters, 28)
        for day in days:
            table = tables.consumer_events(Schedule(world, [day])).read_all()
            sessions[name, day] = set(table["event_id"].to_pylist())
    assert sessions["plain", days[0]] == sessions["dearer", days[0]]
    assert sessions["plain", days[1]] != sessions["dearer", days[1]]


def test_the_truth_names_who_minds_the_rise(logs):
    table = truth.users(Schedule(worlds.by_day(DEARER, 90), [PLAIN.start_date])).read_all()
    flags = np.array(table["leaves_over_price"].to_pylist())
    assert (flags == logs[1].minds_price[: len(flags)]).all()
    assert 0.05 < flags.mean() < 0.5


@pytest.fixture(scope="module")
def outage():
    """The arrivals of a week without and with an outage."""
    connection = duckdb.connect()
    worlds.fill(connection, worlds.by_day(PLAIN, DAYS), ("consumer_events", "post_events"))
    for name in ("consumer_events", "post_events"):
        connection.execute(f"alter table {name} rename to plain_{name}")
    worlds.fill(
        connection,
        worlds.by_day(replace(PLAIN, outage_on=OUT), DAYS),
        ("consumer_events", "post_events", "defects"),
    )
    return connection


@pytest.mark.parametrize("table", ["consumer_events", "post_events"])
def test_an_outage_delays_what_devices_hold_and_changes_nothing_else(outage, table):
    held, of_day = worlds.one(
        outage,
        f"""
        select count(*) filter (plain.load_date <> found.load_date) as held, count(*) as of_day
        from plain_{table} as plain join {table} as found using (event_id)
        where plain.load_date = '{OUT}'
        """,
    )
    assert 0.7 < held / of_day < 0.9
    worlds.none(
        outage,
        f"""
        from plain_{table} as plain full join {table} as found using (event_id)
        where plain.user_id is distinct from found.user_id
            or plain.load_date is distinct from if(
                plain.load_date = '{OUT}' and found.load_date <> '{OUT}',
                found.load_date - 1, found.load_date
            )
        """,
    )


def test_what_an_outage_held_comes_in_a_burst_and_is_late_by_the_truth(outage):
    worlds.none(
        outage,
        f"""
        from consumer_events as found join plain_consumer_events as plain using (event_id)
        where found.load_date <> plain.load_date
            and found.ingested_at not between
                date '{OUT}' + interval 40 hour and date '{OUT}' + interval 42 hour
            and found.ingested_at > found."timestamp" + interval 12 hour
        """,
    )
    worlds.none(
        outage,
        """
        from (
            select found.event_id
            from consumer_events as found join plain_consumer_events as plain using (event_id)
            where found.load_date <> plain.load_date
        ) anti join (from defects where defect = 'late') using (event_id)
        """,
    )


def test_days_alone_are_those_of_a_run_through_an_outage():
    world = worlds.by_day(replace(PLAIN, outage_on=OUT, duplicate_rate=0.1), 6)
    alone = worlds.day_by_day(tables.consumer_events, world)
    at_once = tables.consumer_events(Schedule(world, list(world))).read_all().to_pylist()
    assert sorted(map(str, alone)) == sorted(map(str, at_once))


def test_an_outage_needs_late_days():
    with pytest.raises(CustomerEventsError, match=r"outage_on is 2025-01-04, but late_days is 0; "):
        Parameters(outage_on=OUT, late_days=0)


def test_without_a_day_nothing_rises():
    world = Schedule({PLAIN.start_date: PLAIN}, []).world
    assert world.price_rise.day == NEVER
