"""How a cell of a value set is read: text in, value out, or a ValueError that says what is allowed."""

import re
import zoneinfo
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from customer_events.kit.days import number
from customer_events.values import holidays
from customer_events.values.holidays import WEEKDAYS

MOST_DAYS_AFTER = 90


def text(cell: str) -> str:
    """Any text."""
    return cell


def integer(cell: str) -> int:
    """A whole number of at most nine digits."""
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", cell):
        raise ValueError("is not a whole number")
    return int(cell)


def decimal(cell: str) -> float:
    """A plain decimal, so that DuckDB reads the same value from the same file."""
    if not re.fullmatch(r"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)", cell):
        raise ValueError("is not a number")
    return float(cell)


def numbers(cell: str) -> tuple[tuple[float, ...], ...]:
    """Numbers with a blank between them; a point of a curve is two, with a colon between them."""
    return tuple(tuple(decimal(part) for part in each.split(":")) for each in cell.split())


def positive_integer(cell: str) -> int:
    """A whole number from 1 on."""
    value = integer(cell)
    if value < 1:
        raise ValueError("must be 1 or more")
    return value


def weight(cell: str) -> float:
    """A number from 0 on."""
    value = decimal(cell)
    if value < 0:
        raise ValueError("is negative; a weight is 0 or more")
    return value


def probability(cell: str) -> float:
    """A number from 0 to 1."""
    value = decimal(cell)
    if not 0 <= value <= 1:
        raise ValueError("must lie between 0 and 1")
    return value


def boolean(cell: str) -> bool:
    """A flag: true or false, in any case."""
    if cell.lower() not in ("true", "false"):
        raise ValueError("must be true or false")
    return cell.lower() == "true"


def timezone(cell: str) -> str:
    """A name of the IANA database."""
    try:
        zoneinfo.ZoneInfo(cell)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("is not a time zone of the IANA database") from error
    return cell


def locale(cell: str) -> str:
    """A language and a country, such as en_US."""
    if not re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", cell):
        raise ValueError("must look like en_US")
    return cell


def percentage(cell: str) -> float:
    """A number from 0 to 100."""
    value = decimal(cell)
    if not 0 <= value <= 100:
        raise ValueError("must lie between 0 and 100")
    return value


def one_of(*names: str) -> Callable[[str], str]:
    """A parser of the names that are allowed."""

    def parse(cell: str) -> str:
        if cell not in names:
            raise ValueError(f"is not one of {', '.join(names)}")
        return cell

    return parse


def days(cell: str) -> int:
    """A number of days, up to the longest wait for a message."""
    value = integer(cell)
    if not 0 <= value <= MOST_DAYS_AFTER:
        raise ValueError(f"must lie between 0 and {MOST_DAYS_AFTER}")
    return value


def day(cell: str) -> int:
    """A date, as the number of its day."""
    try:
        return number(date.fromisoformat(cell))
    except ValueError:
        raise ValueError("is not a date such as 2025-01-31") from None


def weekday(cell: str) -> int:
    """A day of the week, as 1 for Monday to 7."""
    if cell not in WEEKDAYS:
        raise ValueError(f"is not one of {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(cell) + 1


def falls_on(cell: str) -> str:
    """When a holiday comes, in one of the forms that values/holidays.py reads."""
    try:
        holidays.day_in_year(cell, holidays.LEAP_YEAR)
    except ValueError:
        raise ValueError("is none of 12-25, 2025-10-20, easter-2 and thursday from 11-22") from None
    return cell


def minute(cell: str) -> int:
    """A time of day in minutes; midnight is 1,440, since 0 says none."""
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", cell):
        raise ValueError("is not a time such as 18:00")
    return int(cell[:2]) * 60 + int(cell[3:]) or 24 * 60


# What is kept as an array, and of which type; other columns are tuples.
ARRAY_TYPES: dict[Callable[[str], Any], Any] = {
    integer: np.int64,
    positive_integer: np.int64,
    decimal: np.float64,
    weight: np.float64,
    probability: np.float64,
    boolean: np.bool_,
    percentage: np.float64,
    days: np.int64,
    day: np.int64,
    weekday: np.int64,
    minute: np.int64,
}
