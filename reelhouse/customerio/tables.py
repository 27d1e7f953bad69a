"""The tables of Customer.IO's data models, read from models/marts/customerio.

tables.csv has a line per column: type, nullability and default as the document has them, the
primary key, the column that a foreign key points at, and values that it names as examples.
rules.csv has what the document checks (check) and what it expects (expectation).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reelhouse.settings import PROJECT

MODELS = "models/marts/customerio"
FOLDER = PROJECT / MODELS
# Expectations in the words of DuckDB, and of a world whose time is simulated.
IN_DUCKDB = (
    (re.compile(r"(\w+) rlike ('[^']*')"), r"regexp_matches(\1, \2)"),
    (re.compile(r"current_timestamp\(\)"), "received_at"),
)


class Column(NamedTuple):
    """A column as the document has it."""

    name: str
    type: str
    is_nullable: bool
    is_key: bool
    references: tuple[str, str] | None
    default: str | None


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

    @property
    def rules(self) -> list[str]:
        """The expectations that no check of the contract holds already, as a data test takes them."""
        found = []
        for rule in self.expectations:
            for pattern, replacement in IN_DUCKDB:
                rule = pattern.sub(replacement, rule)
            if rule not in self.checks:
                found.append(rule)
        return found


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


def _column(line: dict[str, str]) -> Column:
    parent, _, key = line["references"].partition(".")
    return Column(
        line["column"],
        line["type"],
        line["is_nullable"] == "true",
        line["key"] == "primary",
        (parent, key) if parent else None,
        line["default"] or None,
    )


def _lines(name: str) -> Iterator[dict[str, str]]:
    path: Path = FOLDER / name
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
