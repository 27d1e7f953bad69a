"""What the fields of an event take, as the contract declares them: checked, and said in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from customer_events.kit.fields import Field
from customer_events.values import reference
from customer_events.values.value_sets import Reference

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(_DAY.pattern + r"T\d\d:\d\d:\d\d([.]\d{1,6})?Z")
_WORDS = {
    "identifier": "a UUID as text",
    "instant": "a timestamp in UTC such as 2025-01-31T20:15:00Z",
    "day": "a date such as 2025-01-31",
    "time_zone": "a time zone such as Europe/Paris",
    "flag": "True or False",
}


def fits(field: Field, value: Any) -> bool:
    """Whether a field takes the value."""
    if value is None:
        return field.optional
    return _FITS[field.kind](field, value)


def takes(field: Field) -> str:
    """What a field takes, in words."""
    if field.kind in _WORDS:
        return _WORDS[field.kind]
    if field.kind == "names":
        return "each at most once of " + ", ".join(known(field))
    if field.values:
        return "one of " + ", ".join(known(field))
    if field.low is not None:
        what = "a number" if field.kind == "number" else "a whole number"
        return f"{what} from {field.low} " + (
            f"to {field.high}" if field.high is not None else "on"
        )
    return f"a text such as {field.such_as}" if field.such_as else "a text that is not empty"


@cache
def value_sets() -> Reference:
    """The value sets in seeds/."""
    return reference.load()


@cache
def known(field: Field) -> tuple[str, ...]:
    """The names that a field takes."""
    if isinstance(field.values, tuple):
        return field.values
    assert field.values is not None
    file, column = field.values.split(".")
    return tuple(dict.fromkeys(getattr(getattr(value_sets(), file), column)))


@cache
def _zones() -> set[str]:
    return available_timezones()


def _is_uuid(field: Field, value: Any) -> bool:
    try:
        return bool(str(UUID(value)) == value.lower())
    except (AttributeError, TypeError, ValueError):
        return False


def _is_instant(field: Field, value: Any) -> bool:
    try:
        return bool(_INSTANT.fullmatch(value)) and datetime.fromisoformat(value) is not None
    except (TypeError, ValueError):
        return False


def _is_day(field: Field, value: Any) -> bool:
    try:
        return bool(_DAY.fullmatch(value)) and date.fromisoformat(value) is not None
    except (TypeError, ValueError):
        return False


def _is_text(field: Field, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    return re.fullmatch(field.form or ".+", value, re.DOTALL) is not None


def _is_name(field: Field, value: Any) -> bool:
    return isinstance(value, str) and value in known(field)


def _are_names(field: Field, value: Any) -> bool:
    return (
        isinstance(value, tuple)
        and all(_is_name(field, each) for each in value)
        and len(set(value)) == len(value)
    )


def _is_within(field: Field, value: float) -> bool:
    return (field.low is None or field.low <= value) and (field.high is None or value <= field.high)


def _is_whole(field: Field, value: Any) -> bool:
    return type(value) is int and _is_within(field, value)


def _is_number(field: Field, value: Any) -> bool:
    return type(value) in (int, float) and _is_within(field, value)


_FITS: dict[str, Callable[[Field, Any], bool]] = {
    "identifier": _is_uuid,
    "instant": _is_instant,
    "day": _is_day,
    "text": _is_text,
    "bandwidth": _is_text,
    "name": _is_name,
    "code": _is_name,
    "names": _are_names,
    "time_zone": lambda field, value: isinstance(value, str) and value in _zones(),
    "whole": _is_whole,
    "ordinal": _is_whole,
    "number": _is_number,
    "flag": lambda field, value: isinstance(value, bool),
}
