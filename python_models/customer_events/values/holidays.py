"""When a holiday falls: the forms that falls_on of seeds/holidays.csv takes, and their days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from customer_events.kit.days import number

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LEAP_YEAR = 2_000


def day_in_year(falls_on: str, year: int) -> int | None:
    """The number of the holiday's day in a year, or None; a ValueError for what has no such form.

    12-25 comes every year and 2025-10-20 once, easter-2 two days before Easter Sunday, and
    `thursday from 11-22` on the first Thursday from that date on.
    """
    if moved := re.fullmatch(r"easter([+-][0-9]{1,3})?", falls_on):
        return number(_easter(year)) + int(moved[1] or 0)
    if first := re.fullmatch(rf"({'|'.join(WEEKDAYS)}) from ([0-9]{{2}}-[0-9]{{2}})", falls_on):
        since = _in(first[2], year)
        return since + (WEEKDAYS.index(first[1]) - since - 3) % 7 if since is not None else None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", falls_on):
        once = date.fromisoformat(falls_on)
        return number(once) if once.year == year else None
    return _in(falls_on, year)


def days(falls_on: str, years: Iterable[int]) -> list[int]:
    """The numbers of the holiday's days in the years."""
    return [day for year in years if (day := day_in_year(falls_on, year)) is not None]


def _in(month_and_day: str, year: int) -> int | None:
    """The day of a year; None for February 29 where there is none."""
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", month_and_day):
        raise ValueError
    month, day = (int(part) for part in month_and_day.split("-"))
    date(LEAP_YEAR, month, day)  # or a ValueError
    try:
        return number(date(year, month, day))
    except ValueError:
        return None


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar: the first after the first full moon of spring."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    sunday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    since = epact - sunday
    return date(year, 3, 28) + timedelta(since)
