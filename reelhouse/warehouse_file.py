"""What a warehouse holds, read without changing it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from duckdb import DuckDBPyConnection

from reelhouse import knobs, paths, settings
from reelhouse.settings import Refused

LAYERS = [
    *("seeds", "raw", "truth", "staging", "intermediate", "snapshots"),
    *("star", "creators", "vault", "customerio"),
]
NOT_LAYERS = {"main", "runs", "information_schema", "pg_catalog"}

Days = list[tuple[date, bool]]  # the simulated days and whether each is done


class Table(NamedTuple):
    """A table and its rows."""

    layer: str
    name: str
    rows: int


class Clock(NamedTuple):
    """Where simulated time stands: the last day, whether days are open, the parameters."""

    last_day: date | None
    is_open: bool
    parameters: dict[str, Any]


@contextmanager
def look(path: Path) -> Iterator[DuckDBPyConnection]:
    """A read-only connection; a Refused says why the file can't be opened."""
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise Refused(paths.explain(str(path), str(error))) from None
    with connection:
        yield connection


@contextmanager
def opened() -> Iterator[DuckDBPyConnection]:
    """The same for the warehouse that was asked for; a Refused says if there is none yet."""
    path = settings.database()
    if not path.exists():
        raise Refused(paths.missing(path))
    with look(path) as connection:
        yield connection


def tables(connection: DuckDBPyConnection) -> list[Table]:
    """Every table of every layer, in the order in which data flows."""
    names = connection.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where database_name = current_database() and not temporary"
    ).fetchall()
    found = [
        Table(layer, name, _rows(connection, f'from "{layer}"."{name}" select count(*)')[0][0])
        for layer, name in names
        if layer not in NOT_LAYERS and "__dbt_tmp" not in name
    ]
    order = {layer: place for place, layer in enumerate(LAYERS)}
    return sorted(found, key=lambda table: (order.get(table.layer, len(order)), table))


def layers(connection: DuckDBPyConnection) -> list[tuple[str, int, int, int]]:
    """Each layer with the number of its tables and views, and the rows of the tables."""
    held: dict[str, list[int]] = {layer: [] for layer in LAYERS}
    for table in tables(connection):
        held.setdefault(table.layer, []).append(table.rows)
    views = dict(
        _rows(
            connection,
            "select schema_name, count(*) from duckdb_views() "
            "where database_name = current_database() and not internal group by 1",
        )
    )
    return [
        (layer, len(rows), views.get(layer, 0), sum(rows))
        for layer, rows in held.items()
        if rows or layer in views
    ]


def days(connection: DuckDBPyConnection) -> Days:
    """The simulated days, none before the first build."""
    if not exists(connection, "raw", "raw_clock"):
        return []
    return _rows(connection, "select load_date, is_done from raw.raw_clock order by load_date")


def clock(connection: DuckDBPyConnection) -> Clock:
    """The clock, read as macros/clock/knobs.sql does; a first build that died has parameters."""
    loaded = days(connection)
    if loaded:
        found = connection.execute("from raw.raw_clock order by load_date desc limit 1")
        row = dict(zip((name for name, *_ in found.description), *found.fetchall(), strict=True))
    else:
        row = _parameters_of_the_last_build(connection)
    is_open = not all(is_done for _, is_done in loaded)
    return Clock(loaded[-1][0] if loaded else None, is_open, knobs.kept(row))


def _parameters_of_the_last_build(connection: DuckDBPyConnection) -> dict[str, Any]:
    if not exists(connection, "runs", "invocations"):
        return {}
    found = _rows(
        connection,
        "select to_json(builds) ->> 'parameters' from runs.invocations as builds "
        "where is_whole_build order by started_at desc limit 1",
    )
    parameters: dict[str, Any] = json.loads(found[0][0] or "{}") if found else {}
    return parameters


def describe_days(loaded: Days) -> str:
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


def last_failure(connection: DuckDBPyConnection) -> str | None:
    """What failed last, and whether all went well since."""
    if not exists(connection, "runs", "invocations"):
        return None
    bad = _rows(
        connection,
        "select status, started_at, failures, started_at = max(started_at) over () "
        "from runs.invocations qualify status <> 'passed' order by started_at desc limit 1",
    )
    if not bad:
        return None
    status, started_at, failures, is_last = bad[0]
    status = "killed" if status == "running" else status  # whoever runs holds the file
    what = "; ".join(f"{item['node']}: {item['message']}" for item in failures or [])
    since = "" if is_last else ", since then all went well"
    return f"{status}, started at {started_at:%Y-%m-%d %H:%M} UTC{what and ': ' + what}{since}"


def quarantine(connection: DuckDBPyConnection) -> list[tuple[str, str, int]]:
    """Rows in quarantine by table and reason."""
    found = _rows(
        connection,
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where database_name = current_database() "
        "and table_name like '%quarantine%' and column_name like '%reason%'",
    )
    return [
        (table, str(reason), count)
        for schema, table, column in found
        for reason, count in _rows(
            connection,
            f'select "{column}", count(*) from "{schema}"."{table}" group by 1 order by 2 desc',
        )
    ]


def exists(connection: DuckDBPyConnection, schema: str, table: str) -> bool:
    """Whether there is such a table."""
    return bool(
        _rows(
            connection,
            "select 1 from duckdb_tables() where database_name = current_database() "
            f"and schema_name = '{schema}' and table_name = '{table}'",
        )
    )


def size(path: Path) -> str:
    """The size of the file with its log."""
    log = path.with_name(path.name + ".wal")
    held = path.stat().st_size + (log.stat().st_size if log.exists() else 0)
    return f"{held / 1_000_000:,.1f} MB"


def _rows(connection: DuckDBPyConnection, query: str) -> list[Any]:
    return connection.execute(query).fetchall()
