"""Single events of worlds without faults: by their position, or of people picked at random.

A day of a world has so many positions; they hold events that follow one another as in the raw
table. So a warehouse with the default parameters, the same seed and its rates at 0 has every one
of them, and none needs the days before its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from numbers import Integral
from random import Random
from threading import Lock
from typing import Any, cast
from uuid import UUID

import pyarrow as pa

from customer_events.kit.days import number
from customer_events.kit.dice import Dice
from customer_events.kit.errors import CustomerEventsError
from customer_events.parameters import Parameters, clean
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule

DAYS, A_DAY = 500, 2_000  # every day has more events than positions
POSITIONS = DAYS * A_DAY
Row = dict[str, Any]


def rows(n: int, seed: int | None, start: int | None, start_name: str = "start") -> list[Row]:
    """Events as nested dictionaries that JSON can hold; without a seed, of a person each."""
    _check("n", n, POSITIONS)
    if seed is None:
        _refuse(start, start_name)
        return [_strangers().next() for _ in range(n)]
    start = 0 if start is None else start
    _check(start_name, start, POSITIONS - n)
    world, end, found = _spotless(seed), start + n, []
    for day in range(start // A_DAY, -(-end // A_DAY)):
        first, last = max(start - day * A_DAY, 0), min(end - day * A_DAY, A_DAY)
        found += _readable_rows(_day(world, day).slice(first, last - first))
    return found


def values(group: str, seed: int | None, position: int | None) -> Any:
    """A group of the event at a position, or of the next event that has one.

    Without a seed it is that of somebody who has all of it.
    """
    if seed is None:
        _refuse(position, "position")
        while not _is_whole(found := _strangers().next()[group]):
            pass
        return found
    [row] = rows(1, seed, position, "position")
    while not row[group]:
        position = ((position or 0) + 1) % POSITIONS
        [row] = rows(1, seed, position, "position")
    return row[group]


def chance() -> Random:
    """What decides where no seed does."""
    return _strangers().chance


def _check(name: str, value: object, most: int) -> None:
    is_number = isinstance(value, Integral) and not isinstance(value, bool)
    if not (is_number and 0 <= cast(int, value) <= most):
        raise CustomerEventsError(f"{name} is {value!r}; it takes a whole number from 0 to {most}")


def _refuse(position: object, name: str) -> None:
    if position:
        raise CustomerEventsError(f"{name} is {position!r}; without a seed it takes only 0")


def _is_whole(group: Row | list[Row] | None) -> bool:
    """Whether a part lacks no value, or a list has an entry."""
    return None not in group.values() if isinstance(group, dict) else bool(group)


def _spotless(seed: int) -> Parameters:
    """A world without faults; `late_days` is 0, so that no day looks back for what is late."""
    return clean(seed=seed, late_days=0)


@lru_cache(maxsize=4)
def _day(parameters: Parameters, day: int) -> pa.Table:
    """The events at the positions of a day.

    They begin at random and go on from the day's end to its beginning, since the raw table has
    those who came first at the top.
    """
    days = [parameters.start_date + timedelta(each) for each in range(day + 1)]
    events = consumer_events(Schedule(dict.fromkeys(days, parameters), days[-1:])).read_all()
    luck = Dice(parameters.seed, number(days[-1])).words("first position", 1)[0]
    begin = int(luck % len(events))
    return pa.concat_tables([events[begin:], events[:begin]])[:A_DAY]


class _Strangers:
    """People who never meet, each in one event: those of a day of one random world after another."""

    def __init__(self) -> None:
        self.chance = Random()
        self._lock = Lock()
        self._coming = self._people()

    def next(self) -> Row:
        """An event of the next one."""
        with self._lock:
            return next(self._coming)

    def _people(self) -> Iterator[Row]:
        while True:
            world = _spotless(self.chance.getrandbits(32))
            events = _day(world, self.chance.randrange(DAYS))
            users, met = events["user_id"].to_pylist(), set()
            for place in self.chance.sample(range(len(events)), len(events)):
                if users[place] not in met:
                    met.add(users[place])
                    yield from _readable_rows(events[place : place + 1])


def _strangers() -> _Strangers:
    """Those of this process; a fork meets others."""
    return _strangers_of(os.getpid())


@cache
def _strangers_of(process: int) -> _Strangers:
    return _Strangers()


def _readable_rows(events: pa.Table) -> list[Row]:
    return [readable(row) for row in events.to_pylist()]


def readable(value: Any) -> Any:
    """A value as JSON holds it: ids as text, timestamps with a Z, dates as ISO 8601."""
    if isinstance(value, dict):
        return {name: readable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [readable(each) for each in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return f"{value.isoformat()}Z"
    return value.isoformat() if isinstance(value, date) else value
