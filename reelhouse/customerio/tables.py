"""The tables of Customer.IO's data models, read from models/marts/customerio.

tables.csv has a line per column: type, nullability and default as the document has them, the
primary key, the column that a foreign key points at, and values that it names as examples.
rules.csv has what the document checks (check) and what it expects (expectation).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reelhouse.settings import PROJECT, Refused

MODELS = "models/marts/customerio"
FOLDER = PROJECT / MODELS


class Column(NamedTuple):
    """A column as the document has it."""

    name: str
    type: str
    is_nullable: bool
    is_key: bool
    references: tuple[str, str] | None
    default: str | None
    examples: tuple[str, ...]


class Table(NamedTuple):
    """A table with its columns in order, its checks and its expectations."""

    domain: str
    name: str
    columns: tuple[Column, ...]
    checks: tuple[str, ...]
    expectations: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        return tuple(each.name for each in self.columns if each.is_key)


@cache
def tables() -> dict[str, Table]:
    """Every table by its name, in the order of the document."""
    columns: dict[tuple[str, str], list[Column]] = {}
    for line in _lines("tables.csv"):
        columns.setdefault((line["domain"], line["table"]), []).append(_column(line))
    rules = [(line["table"], line["kind"], line["expression"]) for line in _lines("rules.csv")]
    return {
        name: Table(
            domain,
            name,
            tuple(found),
            tuple(rule for table, kind, rule in rules if (table, kind) == (name, "check")),
            tuple(rule for table, kind, rule in rules if (table, kind) == (name, "expectation")),
        )
        for (domain, name), found in columns.items()
    }


def table(name: str) -> Table:
    """The table of this name."""
    if name not in tables():
        raise Refused(f'no table of Customer.IO is called "{name}"; see {FOLDER.name}/tables.csv')
    return tables()[name]


def _column(line: dict[str, str]) -> Column:
    parent, _, key = line["references"].partition(".")
    return Column(
        line["column"],
        line["type"],
        line["is_nullable"] == "true",
        line["key"] == "primary",
        (parent, key) if parent else None,
        line["default"] or None,
        tuple(filter(None, line["examples"].split("|"))),
    )


def _lines(name: str) -> Iterator[dict[str, str]]:
    path: Path = FOLDER / name
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
