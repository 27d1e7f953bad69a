"""Single events by their position in a world without faults.

Position 0 is the first event of the first simulated day. The order is that of the raw table, so
a warehouse with the default parameters, the same seed and its dials at 0 holds these events.
"""

from __future__ import annotations

import os
import secrets
from bisect import bisect_right
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from numbers import Integral
from threading import RLock
from typing import Any
from uuid import UUID

import pyarrow as pa

from customer_events.errors import CustomerEventsError
from customer_events.parameters import Parameters, clean
from customer_events.schedule import Schedule
from customer_events.tables import consumer_events

POSITIONS = 1_000_000  # of a world, which takes seconds to walk through
Row = dict[str, Any]


def rows(n: int, seed: int | None, start: int | None, start_name: str = "start") -> list[Row]:
    """Events as nested dictionaries that JSON can hold.

    Without a seed the process has a world of its own, in which each call goes on where the last
    one ended.
    """
    _check("n", n, POSITIONS)
    if seed is None and start:
        raise CustomerEventsError(f"{start_name} is {start!r}; without a seed it takes only 0")
    if seed is None:
        seed, start = _own(os.getpid()).take(n)
    start = 0 if start is None else start
    _check(start_name, start, POSITIONS - n)
    return _world(clean(seed=seed, late_days=0)).rows(start, n)


def part(group: str, seed: int | None, position: int | None) -> Row:
    """A group of the event at a position, or of the next event that has one."""
    [row] = rows(1, seed, position, "position")
    while row[group] is None:
        position = None if seed is None else (position or 0) + 1
        [row] = rows(1, seed, position, "position")
    return row[group]


def items(group: str, seed: int | None, position: int | None) -> list[Row]:
    """A list of the event at a position."""
    [row] = rows(1, seed, position, "position")
    return row[group]


def _check(name: str, value: object, most: int) -> None:
    if not isinstance(value, Integral) or isinstance(value, bool) or not 0 <= value <= most:
        raise CustomerEventsError(f"{name} is {value!r}; it takes a whole number from 0 to {most}")


class _World:
    """The events of a world, made a day at a time."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._ends = [0]  # the positions at which the days begin, as far as they are known
        self._lock = RLock()
        self._day = lru_cache(maxsize=3)(self._made)

    def rows(self, start: int, n: int) -> list[Row]:
        found: list[Row] = []
        with self._lock:
            while len(found) < n:
                position = start + len(found)
                while self._ends[-1] <= position:
                    self._day(len(self._ends) - 1)
                day = bisect_right(self._ends, position) - 1
                wanted = self._day(day).slice(position - self._ends[day], n - len(found))
                found += [readable(row) for row in wanted.to_pylist()]
        return found

    def _made(self, number: int) -> pa.Table:
        days = [self._parameters.start_date + timedelta(each) for each in range(number + 1)]
        schedule = Schedule(dict.fromkeys(days, self._parameters), days[-1:])
        events = consumer_events(schedule).read_all()
        if number == len(self._ends) - 1:
            self._ends.append(self._ends[-1] + len(events))
        return events


@lru_cache(maxsize=4)
def _world(parameters: Parameters) -> _World:
    """The world of a seed. `late_days` is 0, so that no day looks back for what comes late."""
    return _World(parameters)


class _Own:
    """A walk through worlds of random seeds, one after the other."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._begin()

    def _begin(self) -> None:
        self._seed, self._next = secrets.randbits(32), 0

    def take(self, n: int) -> tuple[int, int]:
        """The seed and the position of the next events."""
        with self._lock:
            if self._next + n > POSITIONS:
                self._begin()
            start, self._next = self._next, self._next + n
            return self._seed, start


@cache
def _own(process: int) -> _Own:
    """The walk of a process; a fork begins another one."""
    return _Own()


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
