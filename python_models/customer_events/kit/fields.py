"""How a contract declares a field: what it takes, whether it may be missing, and what it means.

A declaration is data and nothing else. Whatever checks values, builds Arrow or writes SQL reads it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import MISSING, dataclass
from functools import cache
from typing import Any, get_args, get_type_hints


@dataclass(frozen=True, kw_only=True)
class Field:
    """What the contract says of a field, in the terms of no storage and no engine."""

    kind: str
    says: str
    optional: bool = False  # whether a sound event may lack it
    low: float | None = None
    high: float | None = None
    not_before: str | None = None  # the field that is never later
    not_after: str | None = None  # the field that is never earlier
    values: str | tuple[str, ...] | None = None  # the names, or the column of seeds/ with them
    any_case: bool = False  # devices write the names in capitals of their own
    form: str | None = None  # a regular expression
    such_as: str | None = None  # an example of that form
    unit: str | None = None  # of what is measured
    column: str | None = None  # its name in flat tables, if that is not the usual one
    prefix: str | None = None  # of a group's columns in flat tables, if that is not its name
    absent: bool | None = None  # what a missing flag stands for
    needed_if: str | None = None  # the flag of the type of event that needs it
    since: int = 1  # the first schema version that has it


@dataclass(frozen=True)
class Declared:
    """A field with its name, and with the fields of its entity if it is a group or a list."""

    name: str
    field: Field
    entity: type | None = None

    @property
    def members(self) -> tuple[Declared, ...]:
        """The fields of a group, or of an item of a list."""
        return declared(self.entity) if self.entity else ()


@cache
def declared(entity: type) -> tuple[Declared, ...]:
    """The fields of an entity, in the order of the contract."""
    return tuple(_declared(entity))


def _declared(entity: type) -> Iterator[Declared]:
    hints = get_type_hints(entity)
    for each in dataclasses.fields(entity):
        if "field" in each.metadata:
            inner = [one for one in _types(hints[each.name]) if dataclasses.is_dataclass(one)]
            yield Declared(each.name, each.metadata["field"], inner[0] if inner else None)


def _types(hint: Any) -> Iterator[type]:
    arguments = get_args(hint)
    if not arguments:
        yield hint
    for each in arguments:
        yield from _types(each)


def _field(kind: str, says: str, *, default: Any = MISSING, **rule: Any) -> Any:
    entry = Field(kind=kind, says=says, **rule)
    if default is MISSING and entry.optional:
        default = None
    return dataclasses.field(default=default, metadata={"field": entry})


def identifier(says: str, **rule: Any) -> Any:
    """A UUID."""
    return _field("identifier", says, **rule)


def instant(says: str, **rule: Any) -> Any:
    """A timestamp in UTC."""
    return _field("instant", says, **rule)


def day(says: str, **rule: Any) -> Any:
    """A date."""
    return _field("day", says, **rule)


def text(says: str, **rule: Any) -> Any:
    """A text that is not empty, of a form if one is given."""
    return _field("text", says, **rule)


def bandwidth(says: str, **rule: Any) -> Any:
    """A bandwidth as text, such as 25mbps."""
    rule = {"form": "[0-9]+mbps", "such_as": "25mbps", "unit": "mbps"} | rule
    return _field("bandwidth", says, **rule)


def one_of(values: str | tuple[str, ...], says: str, **rule: Any) -> Any:
    """One of some names, or of those in a column of seeds/, named as file.column."""
    return _field("name", says, values=values, **rule)


def code(values: str, says: str, **rule: Any) -> Any:
    """One of the codes in a column of seeds/, in capitals."""
    return _field("code", says, values=values, **rule)


def some_of(values: str, says: str, **rule: Any) -> Any:
    """Some of the names in a column of seeds/, each at most once."""
    return _field("names", says, values=values, **rule)


def time_zone(says: str, **rule: Any) -> Any:
    """The name of a time zone."""
    return _field("time_zone", says, **rule)


def whole(says: str, low: int, high: int | None = None, **rule: Any) -> Any:
    """A whole number within a range."""
    return _field("whole", says, low=low, high=high, **rule)


def ordinal(says: str, **rule: Any) -> Any:
    """A whole number from 1 on that may outgrow 32 bits."""
    return _field("ordinal", says, low=1, **rule)


def number(says: str, low: float, high: float, **rule: Any) -> Any:
    """A number within a range."""
    return _field("number", says, low=low, high=high, **rule)


def flag(says: str, **rule: Any) -> Any:
    """True or false."""
    return _field("flag", says, **rule)


def group(says: str, **rule: Any) -> Any:
    """Values that belong together, of an entity of their own."""
    return _field("group", says, **rule)


def several(says: str, **rule: Any) -> Any:
    """A list of entries, empty if there are none."""
    return _field("list", says, default=(), **rule)
