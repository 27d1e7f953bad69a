"""Traits of people that last: what a viewer does depends on who it is, on the hour and the day.

Each figure is a query of bench/world_people.py on a world without faults. Where real platforms
stand is said there; the bands lie around what three seeds give.
"""

import pytest
import worlds

from bench import world_people
from customer_events.parameters import clean

SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (2, 3))]
USERS, DAYS, EVENTS_PER_DAY = 6_000, 21, 4_000

BANDS = {
    "both sessions of a two-session day after 19:00": (0.22, 0.32),
    "gaps of 30-32 minutes": (0.0, 0.03),
    "days with more than four sessions, per 1,000 of those with four": (200, 700),
    "hour of day between users (ICC)": (0.18, 0.32),
    "TV share of sessions, 20-22 h / 7-10 h": (1.35, 2.0),
    "weekend daytime (9-17 h) share of sessions / weekdays'": (1.25, 1.6),
    "TV's share of hours": (0.58, 0.75),
    "users of 20+ sessions with one device": (0.05, 0.18),
    "same device and network, next session: r of log bandwidth": (0.78, 0.88),
    "TVs that change between WiFi and cable": (0.0, 0.03),
    "median bandwidth by country, highest / lowest": (1.5, 3.2),
    "bandwidth of WiFi 19-22 h / 9-12 h": (0.78, 0.98),
    "versions of the app in use on the last day": (8, 25),
}
QUERIES = {each.what: each.query for each in world_people.MEASURES}


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
