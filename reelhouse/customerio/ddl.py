"""Statements that make the tables of Customer.IO on Databricks.

What a table is comes from its contract; a Delta table has defaults, keys and clustering besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reelhouse.customerio import types
from reelhouse.customerio.place import Place, quoted
from reelhouse.customerio.tables import Column, Table

INDENT = "    "
RESERVED = ("cast",)
# Instants that a big table is searched by: the first of these that it has.
INSTANTS = (
    *("event_timestamp", "viewed_at", "session_start", "sequence_start_time", "sent_timestamp"),
    *("ad_start_time", "occurred_at", "changed_at", "created_at"),
)
SMALL = ("object_types", "products", "video_content", "alias_chains")
PROPERTIES = {
    "delta.autoOptimize.optimizeWrite": "true",
    "delta.autoOptimize.autoCompact": "true",
}


class Described(NamedTuple):
    """A table with the texts of its contract, those of its columns by name."""

    table: Table
    text: str
    texts: dict[str, str]


def create_schema(place: Place) -> str:
    """The schema, where it is missing."""
    return f"create schema if not exists {place}"


def create_table(described: Described, place: Place) -> str:
    """A table with its primary key, but without what can only be altered."""
    table = described.table
    lines = [_column(each, described.texts.get(each.name, "")) for each in table.columns]
    keys = ", ".join(map(quoted, table.keys))
    lines.append(f"constraint {table.name}_pk primary key ({keys})")
    body = ",\n".join(INDENT + line for line in lines)
    parts = [
        f"create table if not exists {place.table(table.name)} (\n{body}\n)",
        "using delta",
    ]
    if columns := clustering(table):
        parts.append(f"cluster by ({', '.join(map(quoted, columns))})")
    if described.text:
        parts.append(f"comment {literal(described.text)}")
    if place.location:
        parts.append(f"location {literal(f'{place.location}/{table.name}')}")
    properties = ",\n".join(
        f"{INDENT}{literal(name)} = {literal(value)}" for name, value in _properties(table)
    )
    return "\n".join([*parts, f"tblproperties (\n{properties}\n)"])


def checks(table: Table, place: Place) -> Iterator[str]:
    """The checks, which Delta takes only once a table is there; made again if they are."""
    for number, rule in enumerate(table.checks, start=1):
        yield from _constraint(table, f"{table.name}_check_{number}", f"check ({rule})", place)


def foreign_keys(table: Table, place: Place) -> Iterator[str]:
    """The foreign keys, one for each parent and place in it."""
    groups: dict[tuple[str, str], list[Column]] = {}
    for column in table.columns:
        if column.references:
            parent, _ = column.references
            # The columns of a key of two columns go together, each column of a key of one alone.
            name = parent if parent == "objects" else column.name
            groups.setdefault((parent, name), []).append(column)
    for (parent, name), columns in groups.items():
        own = ", ".join(quoted(each.name) for each in columns)
        theirs = ", ".join(quoted(each.references[1]) for each in columns if each.references)
        rule = f"foreign key ({own})\n{INDENT}references {place.table(parent)} ({theirs})"
        yield from _constraint(table, f"{table.name}_{name}_fk", rule, place)


def clustering(table: Table) -> tuple[str, ...]:
    """What a table is laid out by: the instant it is searched by and the person; nothing if small."""
    if table.name in SMALL:
        return ()
    names = [each.name for each in table.columns]
    instant = next((each for each in INSTANTS if each in names), None)
    return tuple(each for each in (instant, "user_id") if each in names)


def literal(text: str) -> str:
    """A text in quotes, as Spark and Databricks read it."""
    return "'" + " ".join(text.split()).replace("\\", "\\\\").replace("'", "\\'") + "'"


def _column(column: Column, text: str) -> str:
    name = f"`{column.name}`" if column.name in RESERVED else quoted(column.name)
    parts = [name, types.databricks(types.parse(column.type))]
    if not column.is_nullable:
        parts.append("not null")
    if column.default:
        parts.append(f"default {column.default}")
    if text:
        parts.append(f"comment {literal(text)}")
    return " ".join(parts)


def _properties(table: Table) -> Iterator[tuple[str, str]]:
    if any(each.default for each in table.columns):
        yield "delta.feature.allowColumnDefaults", "supported"
    yield from PROPERTIES.items()
    if columns := clustering(table):
        # Delta keeps statistics of the first 32 columns alone, unless it is told of which.
        yield "delta.dataSkippingStatsColumns", ",".join(dict.fromkeys((*table.keys, *columns)))
    for number, rule in enumerate(table.expectations, start=1):
        yield f"quality.expectation.{number}", rule


def _constraint(table: Table, name: str, rule: str, place: Place) -> Iterator[str]:
    altered = f"alter table {place.table(table.name)}"
    yield f"{altered} drop constraint if exists {name}"
    yield f"{altered} add constraint {name} {rule}"
