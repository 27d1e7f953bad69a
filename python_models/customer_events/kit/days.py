"""Viewing days: 05:00 to 05:00 in the viewer's own zone, with daylight saving time.

Days are whole numbers since 1970-01-01, instants are whole seconds in UTC.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

HOUR, DAY = 3_600, 86_400
DAY_STARTS_AT = 5 * HOUR
BATCH_CLOSES_AT = 16 * HOUR  # UTC, on the day after: the last zone's day is over by then
NEVER = 1 << 30  # a day that does not come
LIFE_DAYS = 4_000  # how long a world can live
EPOCH = date(1970, 1, 1)
SATURDAY = 5  # counted from Monday


def number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def as_date(day: int) -> date:
    """The date of a day's number."""
    return EPOCH + timedelta(days=int(day))


def weekday(day: np.ndarray | int) -> np.ndarray | int:
    """0 for Monday to 6 for Sunday."""
    return (day + 3) % 7


def batch_closes(day: np.ndarray | int) -> np.ndarray | int:
    """The instant when the batch of a day is complete and handed over."""
    return (day + 1) * DAY + BATCH_CLOSES_AT


class ViewingDays:
    """Where the viewing day begins in each zone, for all days of the world's life."""

    def __init__(self, zones: tuple[str, ...], first: int, last: int) -> None:
        self.first, self.last = first, last
        self._starts = np.array([_starts(ZoneInfo(zone), first, last + 2) for zone in zones])

    def start(self, zone: np.ndarray, day: np.ndarray | int) -> np.ndarray:
        """The instant at which the day begins there."""
        return self._starts[zone, np.minimum(day, self.last) - self.first]

    def seconds(self, zone: np.ndarray, day: np.ndarray | int) -> np.ndarray:
        """The length of the day there: 24 hours, but for the two changes of the clock."""
        return self.start(zone, np.asarray(day) + 1) - self.start(zone, day)


def _starts(zone: ZoneInfo, first: int, last: int) -> np.ndarray:
    days = np.arange(first, last)
    offsets = np.array([_offset(zone, day) for day in range(first, last, 7)] + [0])
    offsets[-1] = _offset(zone, last)
    before, after = np.repeat(offsets[:-1], 7)[: len(days)], np.repeat(offsets[1:], 7)[: len(days)]
    for index in np.flatnonzero(before != after):  # only weeks in which the clock changes
        before[index] = _offset(zone, int(days[index]))
    return days * DAY + DAY_STARTS_AT - before


def _offset(zone: ZoneInfo, day: int) -> int:
    local = datetime(1970, 1, 1, 5, tzinfo=zone) + timedelta(days=day)
    offset = local.utcoffset()
    assert offset is not None  # a local time has one
    return int(offset.total_seconds())
