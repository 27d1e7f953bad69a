"""The columns of staging that the contract of an event decides: names, types, places, texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from customer_events.contract import Arrival
from customer_events.kit.fields import Declared, Field, declared

SQL_TYPES = {
    "identifier": "uuid",
    "instant": "timestamp",
    "day": "date",
    "text": "varchar",
    "bandwidth": "varchar",
    "name": "varchar",
    "code": "varchar",
    "names": "varchar[]",
    "time_zone": "varchar",
    "whole": "integer",
    "ordinal": "bigint",
    "number": "double",
    "flag": "boolean",
}
UNITS_IN_NAMES = ("minutes", "seconds", "mbps")
SECTIONS = ("ids", "attributes", "measures", "flags", "timestamps")
SINCE = "Sent from schema version {} on; null in older events."


@dataclass(frozen=True)
class Column:
    """A field as a column of a flat table."""

    name: str
    path: tuple[str, ...]  # in the event
    field: Field
    is_nullable: bool
    text: str

    @property
    def section(self) -> str:
        """The part of a select list that it stands in."""
        if self.field.kind == "identifier":
            return "ids"
        if self.field.kind == "flag":
            return "flags"
        if self.field.kind == "instant" or self.path == ("load_date",):
            return "timestamps"
        return "measures" if self.field.unit else "attributes"

    @property
    def block(self) -> str:
        """The doc block with its text."""
        return block_of(self.path)


def block_of(path: tuple[str, ...]) -> str:
    """The name of the doc block of a field."""
    name = "_".join(path)
    is_plain = name.startswith("event_") or (len(path) > 1 and path[0] in lists())
    return name if is_plain else f"event_{name}"


def arrival() -> tuple[Column, ...]:
    """An arrival as it came: groups and lists are columns, nested."""
    return tuple(
        Column(each.name, (each.name,), each.field, each.field.optional, _text(each, Arrival))
        for each in declared(Arrival)
    )


def event() -> tuple[Column, ...]:
    """An event, flat: the fields of its groups are columns, its lists are left out."""
    return tuple(_flat())


def item(name: str) -> tuple[Column, ...]:
    """The entries of a list, a column for each field."""
    entity = lists()[name]
    return tuple(
        Column(
            _column_name(each, ""),
            (name, each.name),
            each.field,
            each.field.optional and each.field.absent is None,
            _text(each, entity),
        )
        for each in declared(entity)
    )


def lists() -> dict[str, type]:
    """The lists of an event, with the entity of their entries."""
    return {
        each.name: each.entity
        for each in declared(Arrival)
        if each.field.kind == "list" and each.entity
    }


def struct(one: Declared) -> dict[str, str]:
    """The fields of a group or of an entry, with their types in SQL."""
    return {each.name: SQL_TYPES[each.field.kind] for each in one.members}


def find(path: str) -> Declared:
    """The field at a path such as location.timezone."""
    found, members = None, declared(Arrival)
    for name in path.split("."):
        [found] = [each for each in members if each.name == name]
        members = found.members
    assert found
    return found


def _flat() -> Iterator[Column]:
    for each in declared(Arrival):
        if each.field.kind == "list":
            continue
        if each.entity is None:
            name, path = each.field.column or each.name, (each.name,)
            missing = each.field.optional or each.field.since > 1
            yield Column(name, path, each.field, missing, _text(each, Arrival))
            continue
        prefix = each.name if each.field.prefix is None else each.field.prefix
        for member in each.members:
            yield Column(
                _column_name(member, prefix),
                (each.name, member.name),
                member.field,
                each.field.optional or member.field.optional,
                _text(member, each.entity, each),
            )


def _column_name(one: Declared, prefix: str) -> str:
    name, field = one.name, one.field
    if field.column:
        return field.column
    if field.kind == "flag":
        return f"is_{name}"
    if field.unit in UNITS_IN_NAMES:
        name = f"{name}_{field.unit}"
    return f"{prefix}_{name}" if prefix else name


def _text(one: Declared, entity: type, group: Declared | None = None) -> str:
    """The sentence of a field, with what a missing value means."""
    says, field = one.field.says, one.field
    without = getattr(entity, "without", "")
    if field.absent is not None:
        return f"{says[:-1]}; {str(field.absent).lower()} {without}."
    if field.optional:
        says = f"{says[:-1]}; {f'null {without}' if without else 'may be null'}."
    elif group is not None and group.field.optional:
        says = f"{says[:-1]}; null {Arrival.without}."
    return f"{says} {SINCE.format(field.since)}" if field.since > 1 else says
