"""Traits of people that last: what a viewer does depends on who it is, on the hour and the day.

Each figure is a query of bench/world.py on a world without faults. Where real platforms
stand is said there; the bands lie around what three seeds give.
"""

import duckdb
import pytest
import worlds

from bench import world_people
from bench.world import MEASURES
from customer_events.parameters import clean

SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (2, 3))]
USERS, DAYS, EVENTS_PER_DAY = 6_000, 21, 4_000

BANDS = {
    "both sessions of a two-session day after 19:00": (0.22, 0.32),
    "gaps of 30-32 minutes": (0.0, 0.03),
    "days with more than four sessions, per 1,000 of those with four": (400, 850),
    "hour of day between users (ICC)": (0.18, 0.32),
    "TV share of sessions, 20-22 h / 7-10 h": (1.35, 2.0),
    "weekend daytime (9-17 h) share of sessions / weekdays'": (1.25, 1.6),
    "TV's share of hours": (0.58, 0.75),
    "users of 20+ sessions with one device": (0.05, 0.18),
    "same device and network, next session: r of log bandwidth": (0.78, 0.88),
    "TVs that change between WiFi and cable": (0.0, 0.03),
    "median bandwidth by country, highest / lowest": (1.5, 3.2),
    "bandwidth of WiFi 19-22 h / 9-12 h": (0.78, 0.96),
    "versions of the app in use on the last day": (8, 25),
}
LASTING = {
    "yearly subscriptions, share of starts": (0.03, 0.055),
    "cancel hazard, yearly / monthly": (0.1, 0.55),
    "cancels on a billing day": (0.95, 1.0),
    "won back within three months": (0.15, 0.27),
    "watch time of 30 days against churn in the next 60 (AUC)": (0.62, 0.76),
    "sessions in the last 14 days before a cancel / days 29-42 before": (0.45, 0.85),
    "sign-up to first session, median hours": (0.03, 0.5),
    "sign-ups, share of the three busiest hours of the clock": (0.24, 0.40),
}
# How many subscriptions still run after so many days, however they end: the curve of Antenna.
KEPT = {32: (0.86, 0.93), 94: (0.74, 0.82), 184: (0.61, 0.71), 368: (0.44, 0.56)}
STILL_THERE = """
    with spells as (
        select user_id, start_date, min(changed_at) as begins,
            max(changed_at) filter (kind = 'cancel') as ends
        from subscription_changes group by all
    )
    select avg((ends is null or ends > begins + to_days({days}))::int) from spells
    where begins < (select max(changed_at) from subscription_changes) - to_days({days})
"""
QUERIES = {each.what: each.query for measures in MEASURES.values() for each in measures}


@pytest.fixture(scope="module", params=SEEDS)
def people(request):
    parameters = clean(seed=request.param, users=USERS, events_per_day=EVENTS_PER_DAY)
    connection = worlds.events(worlds.by_day(parameters, DAYS))
    connection.execute(world_people.PREPARED)
    return connection


@pytest.mark.parametrize("what", BANDS)
def test_what_people_do_depends_on_who_they_are(people, what):
    [seen] = worlds.one(people, QUERIES[what])
    least, most = BANDS[what]
    assert least <= float(seen) <= most


@pytest.fixture(scope="module", params=SEEDS)
def subscribers(request):
    parameters = clean(
        seed=request.param, users=4_000, titles=500, posts=0, events_per_day=1_600
    )  # fmt: skip
    connection = duckdb.connect()
    world = worlds.by_day(parameters, 95)
    worlds.fill(connection, world, ["consumer_events", "users", "subscription_changes"])
    connection.execute(worlds.EVENTS + world_people.PREPARED)
    return connection


@pytest.mark.long
@pytest.mark.parametrize("what", LASTING)
def test_who_stays_and_who_leaves(subscribers, what):
    [seen] = worlds.one(subscribers, QUERIES[what])
    least, most = LASTING[what]
    assert least <= float(seen) <= most


@pytest.mark.long
@pytest.mark.parametrize("days", KEPT)
def test_subscriptions_last_as_long_as_they_do(subscribers, days):
    [seen] = worlds.one(subscribers, STILL_THERE.format(days=days))
    assert KEPT[days][0] <= seen <= KEPT[days][1]
