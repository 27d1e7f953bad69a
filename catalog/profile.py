"""What a table holds: its rows, and for each column nulls, values and range.

Distinct values are estimated by DuckDB's `approx_count_distinct`, which is off by a few percent and
takes a tenth of the time; where there are few, they are counted. Of truth tables only rows and nulls
are told, and no row is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from catalog.project import Table

# the day of a row, by the first of these that a table has
DAYS = [
    *("viewing_date", "event_date", "date_day", "send_date", "change_date", "month_start_date"),
    *("load_date", "first_load_date"),
]
SAMPLED = 4
SECRET = {"truth"}
NOT_SCANNED = "vstg_"  # stages are views that staging answers for
WITHOUT_RANGE = ("UUID", "BLOB", "BOOLEAN")
NESTED = ("STRUCT", "MAP", "UNION")
LONGEST = 60
FEW = 150  # values; an estimate below may be one of a hundred, and so is counted


@dataclass
class Measured:
    """A column in figures."""

    type: str
    filled: int
    distinct: int | None = None
    lowest: str = ""
    highest: str = ""


@dataclass
class Profile:
    """A table in figures, with a few of its rows."""

    rows: int
    columns: dict[str, Measured]
    day: str = ""
    days: dict[date, int] = field(default_factory=dict)
    sample: list[list[str]] = field(default_factory=list)


def columns(connection: DuckDBPyConnection) -> dict[tuple[str, str], dict[str, str]]:
    """The types of the columns of each table of the warehouse."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table, column, kind in connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() order by table_oid, column_index"
    ).fetchall():
        found.setdefault((schema, table), {})[column] = kind
    return found


def query(table: Table, types: dict[str, str]) -> str:
    """The scan of a table."""
    asked = ["count(*)"]
    for name, kind in types.items():
        asked.append(f'count("{name}")')
        if _is_counted(table, kind):
            asked.append(f'approx_count_distinct("{name}")')
        if _has_range(table, kind):
            asked += [f'min("{name}")::varchar', f'max("{name}")::varchar']
    day = day_of(types)
    if day:
        asked.append(f'histogram("{day}")')
    return f'select {", ".join(asked)} from "{table.schema}"."{table.name}"'


def measure(connection: DuckDBPyConnection, table: Table, types: dict[str, str]) -> Profile:
    """The figures of a table and its first rows."""
    [answer] = connection.execute(query(table, types)).fetchall()
    values = iter(answer)
    profile = Profile(next(values), {}, day_of(types))
    for name, kind in types.items():
        measured = Measured(kind, next(values))
        if _is_counted(table, kind):
            measured.distinct = min(next(values), measured.filled)
        if _has_range(table, kind):
            measured.lowest, measured.highest = clipped(next(values)), clipped(next(values))
        profile.columns[name] = measured
    few = [name for name, each in profile.columns.items() if each.distinct and each.distinct <= FEW]
    if few:
        asked = ", ".join(f'count(distinct "{name}")' for name in few)
        found = connection.execute(
            f'select {asked} from "{table.schema}"."{table.name}"'
        ).fetchall()
        for name, distinct in zip(few, found[0], strict=True):
            profile.columns[name].distinct = distinct
    if profile.day:
        profile.days = dict(sorted((next(values) or {}).items()))
    if table.schema not in SECRET:
        profile.sample = sample(connection, table, types)
    return profile


def is_measured(table: Table) -> bool:
    """Whether a table is scanned."""
    return not table.name.startswith(NOT_SCANNED)


def sample(connection: DuckDBPyConnection, table: Table, types: dict[str, str]) -> list[list[str]]:
    """The first rows of a table by its key, as text; of a view any, since to sort it is to make it."""
    keys = [name for name, column in table.columns.items() if column.is_unique and name in types]
    order = keys[:1] or [name for name, kind in types.items() if not kind.startswith(NESTED)][:6]
    shown = ", ".join(f'"{name}"::varchar' for name in types)
    by = ", ".join(f'"{name}"' for name in order)
    sorting = f"order by {by}" if table.kind != "view" else ""
    rows = connection.execute(
        f'select {shown} from (from "{table.schema}"."{table.name}" {sorting} limit {SAMPLED})'
    ).fetchall()
    return [[clipped(value) for value in row] for row in rows]


def day_of(types: dict[str, str]) -> str:
    """The column that says which day a row belongs to, if there is one."""
    return next((name for name in DAYS if types.get(name) == "DATE"), "")


def clipped(value: Any) -> str:
    """A value as it is shown; null is empty."""
    text = "" if value is None else str(value)
    return f"{text[: LONGEST - 1]}…" if len(text) > LONGEST else text


def _is_counted(table: Table, kind: str) -> bool:
    return table.schema not in SECRET and not kind.startswith(NESTED) and not kind.endswith("[]")


def _has_range(table: Table, kind: str) -> bool:
    return _is_counted(table, kind) and not kind.startswith(WITHOUT_RANGE)
