"""Where people are and what they own: trips end at home, and what is bought replaces what was there."""

import duckdb
import numpy as np
import pyarrow as pa
import pytest
import worlds

from customer_events.behaviour.equipment import device_ids
from customer_events.kit import arrow
from customer_events.kit.days import NEVER
from customer_events.outreach.tokens import make_tokens
from customer_events.parameters import clean
from customer_events.world.block_day import BlockDay
from customer_events.world.people import DEVICES, SLOTS
from customer_events.world.schedule import Schedule
from customer_events.world.trips import OWN, city_today

PARAMETERS = clean(seed=5, users=6_000, titles=100, posts=0, events_per_day=5_000)
WORLD = worlds.by_day(PARAMETERS, 24)


@pytest.fixture(scope="module")
def world():
    return Schedule(WORLD, list(WORLD)).world


@pytest.fixture(scope="module")
def days_away(world):
    """Whether each user is on a trip, a row a day for 90 days, and the city then."""
    user = np.arange(PARAMETERS.users)
    home = world.people(0).place[user, 0]
    days = [city_today(BlockDay(world, world.start + day, 0), user, home) for day in range(90)]
    return np.stack([away for _, away in days]), np.stack([city for city, _ in days]), home


def test_a_trip_stays_in_the_zone_and_the_country_and_ends(world, days_away):
    away, city, home = days_away
    lookups = world.lookups
    assert (lookups.city_zone[city] == lookups.city_zone[home]).all()
    assert (lookups.city_country[city] == lookups.city_country[home]).all()
    assert ((city != home) == away).all()
    longest = max(
        len(run) for each in away.T for run in "".join("01"[int(day)] for day in each).split("0")
    )
    assert longest <= 2 * OWN.longest  # the last of one period and the first of the next
    assert 0.01 < away.mean() < 0.05


def test_a_household_travels_together(world, days_away):
    away, _, home = days_away
    shared = world.people(0).home[: PARAMETERS.users]
    together = np.flatnonzero(shared != np.arange(PARAMETERS.users))
    assert len(together) > 100
    assert (home[together] == home[shared[together]]).all()
    assert (away[:, together] == away[:, shared[together]]).all()


def test_one_in_eight_buys_a_device_within_five_months(world):
    people, users = world.people(0), PARAMETERS.users
    since = people.device_since.reshape(-1, len(people), SLOTS)[1:, :users]
    bought = ((since > world.start) & (since <= world.start + 150)).any(axis=(0, 2))
    assert 0.10 < bought.mean() < 0.16


def test_a_device_that_is_replaced_is_not_used_again(world):
    """Its successor is of the same kind, and not used before its day."""
    people = world.people(0)
    newer = np.flatnonzero(people.device_since[DEVICES : 2 * DEVICES] < NEVER) + DEVICES
    bought = people.device_since[newer]
    at = BlockDay(world, world.start, 0)
    pairs = pa.table({
        "older": arrow.uuid(device_ids(at, newer - DEVICES)),
        "newer": arrow.uuid(device_ids(at, newer)),
        "bought_on": arrow.dates(bought),
    })  # fmt: skip
    connection = duckdb.connect()
    worlds.fill(connection, WORLD, ["consumer_events"])
    worlds.read(pairs.to_reader(), "pairs", connection)
    worlds.none(
        connection,
        """
        from consumer_events as events join pairs on pairs.older = events.device.id
        where load_date >= bought_on
        """,
    )
    worlds.none(
        connection,
        """
        from consumer_events as events join pairs on pairs.newer = events.device.id
        where load_date < bought_on
        """,
    )
    seen, alike = worlds.one(
        connection,
        """
        with devices as (
            select distinct device.id as device_id, device.type as kind from consumer_events
        )
        select count(*), avg((one.kind = other.kind)::int)
        from pairs join devices as one on one.device_id = older
            join devices as other on other.device_id = newer
        """,
    )
    assert seen > 10
    assert alike == 1


def test_a_push_token_ends_with_its_device(world):
    people, tokens = world.people(0), make_tokens(world, 0)
    newer = np.append(people.device_since[DEVICES:], np.full(DEVICES, NEVER))[tokens.device]
    assert (tokens.first_day >= people.device_since[tokens.device]).all()
    ends = np.minimum(tokens.last_day, NEVER)
    assert (ends[newer < NEVER] < newer[newer < NEVER]).all()
    assert np.count_nonzero(tokens.device >= DEVICES) > 100


def test_people_move_once_in_ten_years(world):
    people, users = world.people(0), PARAMETERS.users
    moved = (people.move_day[:users] > world.start) & (people.move_day[:users] <= world.start + 365)
    assert 0.07 < moved.any(axis=1).mean() < 0.13
