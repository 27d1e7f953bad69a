"""What the classes of an event share: fields that say what they take, and dictionaries of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Self
from uuid import UUID
from zoneinfo import available_timezones

import pyarrow as pa

from customer_events.kit.errors import CustomerEventsError
from customer_events.samples import positions
from customer_events.values import reference

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(_DAY.pattern + r"T\d\d:\d\d:\d\d([.]\d{1,6})?Z")


@dataclass(frozen=True)
class Rule:
    """What a field takes, how that is said, and how a column of it is stored."""

    fits: Callable[[Any], bool]
    takes: Callable[[], str]
    column: pa.DataType
    optional: bool


def _field(
    fits: Callable[[Any], bool],
    takes: str | Callable[[], str],
    column: pa.DataType,
    optional: bool,
) -> Any:
    say = takes if callable(takes) else lambda: takes
    default = None if optional else MISSING
    return field(default=default, metadata={"rule": Rule(fits, say, column, optional)})


def identifier(*, optional: bool = False) -> Any:
    """A UUID as text."""
    return _field(_is_uuid, "a UUID as text", pa.string(), optional)


def instant() -> Any:
    """A timestamp in UTC as text."""
    takes = "a timestamp in UTC such as 2025-01-31T20:15:00Z"
    return _field(_is_instant, takes, pa.timestamp("us", "UTC"), False)


def day() -> Any:
    """A date as text."""
    return _field(_is_day, "a date such as 2025-01-31", pa.date32(), False)


def text(*, like: str = ".+", such_as: str = "a text that is not empty") -> Any:
    """A text, of a form if one is given."""
    form = re.compile(like, re.DOTALL)
    return _field(
        lambda value: isinstance(value, str) and form.fullmatch(value) is not None,
        such_as,
        pa.string(),
        False,
    )


def whole(low: int, high: int | None = None, *, optional: bool = False) -> Any:
    """A whole number within a range."""
    takes = f"a whole number from {low} " + (f"to {high}" if high is not None else "on")
    return _field(
        lambda value: type(value) is int and low <= value and (high is None or value <= high),
        takes,
        pa.int32(),
        optional,
    )


def number(low: float, high: float, *, optional: bool = False) -> Any:
    """A number within a range."""
    return _field(
        lambda value: type(value) in (int, float) and low <= value <= high,
        f"a number from {low} to {high}",
        pa.float64(),
        optional,
    )


def flag(*, optional: bool = False) -> Any:
    """True or false."""
    return _field(lambda value: isinstance(value, bool), "True or False", pa.bool_(), optional)


def one_of(values: str | tuple[str, ...], *, optional: bool = False) -> Any:
    """One of some values, or of those in a column of seeds/, named as file.column."""
    return _field(
        lambda value: isinstance(value, str) and value in known(values),
        lambda: "one of " + ", ".join(known(values)),
        pa.string(),
        optional,
    )


def some_of(values: str) -> Any:
    """Some of the values in a column of seeds/, none of them twice."""
    return _field(
        lambda value: (
            isinstance(value, tuple)
            and all(isinstance(each, str) and each in known(values) for each in value)
            and len(set(value)) == len(value)
        ),
        lambda: "each at most once of " + ", ".join(known(values)),
        pa.list_(pa.string()),
        False,
    )


def time_zone() -> Any:
    """The name of a time zone."""
    zones = cache(available_timezones)
    return _field(
        lambda value: isinstance(value, str) and value in zones(),
        "a time zone such as Europe/Paris",
        pa.string(),
        False,
    )


@cache
def value_sets() -> reference.Reference:
    """The value sets in seeds/."""
    return reference.load()


@cache
def known(values: str | tuple[str, ...]) -> tuple[str, ...]:
    """The values that a field knows."""
    if isinstance(values, tuple):
        return values
    file, column = values.split(".")
    return tuple(dict.fromkeys(getattr(getattr(value_sets(), file), column)))


@cache
def rules(entity: type) -> tuple[tuple[str, Rule], ...]:
    """The fields that hold a value, with what they take."""
    return tuple(
        (each.name, each.metadata["rule"]) for each in fields(entity) if "rule" in each.metadata
    )


class Generated(type):
    """The type of classes that make their values up when they are given none."""

    def __call__(cls, **values: Any) -> Any:
        """With any value, all that are needed must be given."""
        return super().__call__(**values) if values else cls.generate()


@dataclass(frozen=True, kw_only=True)
class Entity(metaclass=Generated):
    """Values that belong together, checked when they are put together."""

    group: ClassVar[str] = ""  # its name in a nested event

    def __post_init__(self) -> None:
        for name, rule in rules(type(self)):
            value = getattr(self, name)
            if isinstance(value, list):
                value = tuple(value)
                object.__setattr__(self, name, value)
            if not (rule.optional and value is None) and not rule.fits(value):
                self.refuse(name, rule.takes())

    def refuse(self, name: str, takes: str) -> None:
        """Say what is wrong with a field, and what it takes."""
        value = getattr(self, name)
        raise CustomerEventsError(f"{type(self).__name__}.{name} is {value!r}; it takes {takes}")

    def to_dict(self) -> dict[str, Any]:
        """The values by their names, as JSON holds them."""
        values = {name: getattr(self, name) for name, _ in rules(type(self))}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }


@dataclass(frozen=True, kw_only=True)
class Part(Entity):
    """A group of values of which an event has at most one."""

    @classmethod
    def generate(cls, *, seed: int | None = None, position: int | None = None) -> Self:
        """That of the event at a position of a seed's world, or of the next event that has one.

        Without a seed it is that of another person each time, and all of its values are there.
        """
        return cls(**positions.values(cls.group, seed, position))

    def to_flat_dict(self) -> dict[str, Any]:
        """The values as columns of the event: with the group's name, and lists as JSON text."""
        return {
            f"{self.group}_{name}": json.dumps(value) if isinstance(value, list) else value
            for name, value in self.to_dict().items()
        }

    @classmethod
    def flat_columns(cls) -> list[str]:
        """The keys of the flat dictionary."""
        return [f"{cls.group}_{name}" for name, _ in rules(cls)]


@dataclass(frozen=True, kw_only=True)
class Item(Entity):
    """An entry of a list that an event has."""

    @classmethod
    def generate(cls, *, seed: int | None = None, position: int | None = None) -> Self:
        """The first of the event at a position of a seed's world, or of the next that has any.

        Without a seed it is any one of another person's each time.
        """
        entries = positions.values(cls.group, seed, position)
        return cls(**(positions.chance().choice(entries) if seed is None else entries[0]))

    @classmethod
    def generate_list(cls, *, seed: int | None = None, position: int | None = None) -> list[Self]:
        """That of the event at a position of a seed's world: none to five entries.

        Without a seed it is that of another person each time, and never empty.
        """
        if seed is None:
            entries = positions.values(cls.group, seed, position)
        else:
            [row] = positions.rows(1, seed, position, "position")
            entries = row[cls.group]
        return [cls(**each) for each in entries]


def _is_uuid(value: Any) -> bool:
    try:
        return str(UUID(value)) == value.lower()
    except (AttributeError, TypeError, ValueError):
        return False


def _is_instant(value: Any) -> bool:
    try:
        return bool(_INSTANT.fullmatch(value)) and datetime.fromisoformat(value) is not None
    except (TypeError, ValueError):
        return False


def _is_day(value: Any) -> bool:
    try:
        return bool(_DAY.fullmatch(value)) and date.fromisoformat(value) is not None
    except (TypeError, ValueError):
        return False
