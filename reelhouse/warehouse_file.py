"""What a warehouse holds, read without changing it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from reelhouse.knobs import KNOBS

LAYERS = ["seeds", "raw", "staging", "intermediate", "snapshots", "star", "creators", "vault"]
NOT_LAYERS = {"main", "runs", "information_schema", "pg_catalog"}


@dataclass(frozen=True)
class Table:
    """A table and its rows."""

    layer: str
    name: str
    rows: int


@contextmanager
def look(path: Path) -> Any:
    """A read-only connection."""
    connection = duckdb.connect(str(path), read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def tables(connection: Any) -> list[Table]:
    """Every table of every layer, in the order in which data flows."""
    names = connection.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where database_name = current_database() and not temporary"
    ).fetchall()
    found = [
        Table(layer, name, _count(connection, layer, name))
        for layer, name in names
        if layer not in NOT_LAYERS and "__dbt_tmp" not in name
    ]
    return sorted(found, key=lambda table: (_position(table.layer), table.layer, table.name))


def days(connection: Any) -> list[tuple[date, bool]]:
    """The simulated days and whether each is done."""
    if not exists(connection, "raw", "raw_clock"):
        return []
    return connection.execute(
        "select load_date, is_done from raw.raw_clock order by load_date"
    ).fetchall()


@dataclass(frozen=True)
class Clock:
    """Where simulated time stands: the last day, whether days are open, the parameters."""

    last_day: date | None
    is_open: bool
    parameters: dict[str, Any]


def clock(connection: Any) -> Clock:
    """The clock, read as macros/clock/knobs.sql does; a first build that died has parameters."""
    loaded = days(connection)
    if loaded:
        found = connection.execute("from raw.raw_clock order by load_date desc limit 1")
        row = dict(zip((name for name, *_ in found.description), found.fetchone(), strict=True))
    else:
        row = _parameters_of_the_last_build(connection)
    kept = {name: row[name] for name in KNOBS if row.get(name) is not None}
    return Clock(loaded[-1][0] if loaded else None, not all(is_done for _, is_done in loaded), kept)


def _parameters_of_the_last_build(connection: Any) -> dict[str, Any]:
    if not exists(connection, "runs", "invocations"):
        return {}
    found = connection.execute(
        "select to_json(builds) ->> 'parameters' from runs.invocations as builds "
        "where is_whole_build order by started_at desc limit 1"
    ).fetchall()
    return json.loads(found[0][0] or "{}") if found else {}


def describe_days(loaded: list[tuple[date, bool]]) -> str:
    """The days in a line: what is loaded and what comes next."""
    if not loaded:
        return "No day is loaded yet; the first build loads the history."
    first, last = loaded[0][0], loaded[-1][0]
    count = len(loaded)
    text = f"{count:,} day{'s' if count > 1 else ''} loaded, {first} to {last}"
    still_open = [day for day, is_done in loaded if not is_done]
    if still_open:
        return f"{text}; {still_open[0]} and later are not finished: the next build resumes them."
    return f"{text}; the next day is {last + timedelta(days=1)}."


def last_failure(connection: Any) -> str | None:
    """What failed last, if the last build did."""
    if not exists(connection, "runs", "invocations"):
        return None
    rows = connection.execute(
        "select status, started_at, failures from runs.invocations order by started_at desc limit 1"
    ).fetchall()
    bad = connection.execute(
        "select status, started_at, failures from runs.invocations "
        "where status <> 'passed' order by started_at desc limit 1"
    ).fetchall()
    if not bad:
        return None
    status, started_at, failures = bad[0]
    status = "killed" if status == "running" else status  # whoever runs holds the file
    what = "; ".join(f"{item['node']}: {item['message']}" for item in failures or [])
    when = f"{started_at:%Y-%m-%d %H:%M} UTC"
    since = "" if rows == bad else ", since then all went well"
    return f"{status}, started at {when}{': ' + what if what else ''}{since}"


def quarantine(connection: Any) -> list[tuple[str, str, int]]:
    """Rows in quarantine by table and reason."""
    found = connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where database_name = current_database() "
        "and table_name like '%quarantine%' and column_name like '%reason%'"
    ).fetchall()
    counts = []
    for schema, table, column in found:
        counts += [
            (table, str(reason), count)
            for reason, count in connection.execute(
                f'select "{column}", count(*) from "{schema}"."{table}" group by 1 order by 2 desc'
            ).fetchall()
        ]
    return counts


def exists(connection: Any, schema: str, table: str) -> bool:
    """Whether there is such a table."""
    return bool(
        connection.execute(
            "select 1 from duckdb_tables() where database_name = current_database() "
            "and schema_name = ? and table_name = ?",
            [schema, table],
        ).fetchall()
    )


def content_hash(connection: Any, schema: str, table: str) -> tuple[int, int | None, int | None]:
    """Rows and two hashes of a table that don't depend on the order of its rows."""
    columns = connection.execute(
        "select column_name from duckdb_columns() where database_name = current_database() "
        "and schema_name = ? and table_name = ? order by column_name",
        [schema, table],
    ).fetchall()
    row = ", ".join(f'"{column}"' for (column,) in columns)
    return connection.execute(
        f"select count(*), bit_xor(hash({row})), sum(hash({row}) % 1000000007)::hugeint "
        f'from "{schema}"."{table}"'
    ).fetchall()[0]


def _count(connection: Any, schema: str, table: str) -> int:
    return connection.execute(f'select count(*) from "{schema}"."{table}"').fetchall()[0][0]


def _position(layer: str) -> int:
    return LAYERS.index(layer) if layer in LAYERS else len(LAYERS)
