"""Landed files into PostgreSQL: each whole, once, whoever else loads and whoever is killed.

A transaction holds the names of its files in the ledger and their rows. A file whose name is
there already is left out, so a load that is repeated, or killed, changes nothing twice.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from adbc_driver_postgresql import dbapi as postgresql

from customer_events.landing import manifest
from customer_events.landing.flat import nest, newest
from customer_events.landing.manifest import EVENTS
from feed.chain import Chain, Landed, Link
from feed.errors import FeedError
from feed.log import logger
from feed.settings import PARTITIONS, TOPIC

SQL = Path(__file__).parent / "postgres"
FILES = 8  # of a transaction
AS_JSON = """
select
    kafka_partition,
    kafka_offset,
    event_id,
    user_id,
    event_type,
    "timestamp" as event_at,
    load_date,
    to_json(event) as event
from held
"""
INDEX = "create index if not exists customer_events_event on customer_events using gin (event jsonb_path_ops)"
LOCK = 7_201_177_003  # of the makers of tables, so that two of them do not meet

log = logger("loader")


@dataclass(frozen=True)
class Loaded:
    """What a load brought."""

    files: int
    events: int
    seconds: float


def load(landing: Path, uri: str, topic: str = TOPIC) -> Loaded:
    """Load every landed file that the ledger does not have."""
    started = time.monotonic()
    try:
        with postgresql.connect(uri) as connection:
            _make_tables(connection)
            known = _known(connection)
            files = events = 0
            for group in _groups(landing, topic, known):
                taken, rows = _load(connection, landing, group)
                files, events = files + taken, events + rows
            _execute(connection, INDEX)
            connection.commit()
    except postgresql.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise FeedError(
            f"PostgreSQL says: {reason}; whole files are in, load again for the rest"
        ) from error
    return Loaded(files, events, time.monotonic() - started)


def files_of(landing: Path, topic: str) -> Iterator[Landed]:
    """Every file of the topic's chains, from their beginning."""
    for partition in range(PARTITIONS):
        yield from Chain(landing, topic, partition).files(Link())


def _make_tables(connection: postgresql.Connection) -> None:
    _execute(connection, f"select pg_advisory_xact_lock({LOCK})")
    for path in sorted(SQL.glob("*.sql")):
        for statement in path.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                _execute(connection, statement)
    connection.commit()


def _known(connection: postgresql.Connection) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select name from landed_files")
        return {row[0] for row in cursor.fetchall()}


def _groups(landing: Path, topic: str, known: set[str]) -> Iterator[list[Landed]]:
    group: list[Landed] = []
    for landed in files_of(landing, topic):
        if landed.name not in known:
            group.append(landed)
        if len(group) == FILES:
            yield group
            group = []
    if group:
        yield group


def _load(connection: postgresql.Connection, landing: Path, group: list[Landed]) -> tuple[int, int]:
    """The files of a transaction that nobody else has loaded, and their events."""
    mine = [landed for landed in group if _enter(connection, landed)]
    folder = manifest.table_folder(landing, EVENTS)
    tables = [pq.ParquetFile(folder / each.name).read() for each in mine]
    count = sum(map(len, tables))
    if count:
        with connection.cursor() as cursor:
            rows = pa.concat_tables(tables).combine_chunks()
            cursor.adbc_ingest("customer_events", _with_json(rows), mode="append")
    connection.commit()
    log.info("loaded %s events of %d files", f"{count:,}", len(mine))
    return len(mine), count


def _enter(connection: postgresql.Connection, landed: Landed) -> bool:
    """Write a file into the ledger; False if it is there."""
    day = f"'{landed.day}'" if landed.day else "null"
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into landed_files "
            "(name, kafka_partition, first_offset, end_offset, load_date, events) values "
            f"('{landed.name}', {landed.partition}, {landed.first}, {landed.end}, {day}, "
            f"{landed.rows}) on conflict do nothing returning name"
        )
        return cursor.fetchone() is not None


def _with_json(rows: pa.Table) -> pa.RecordBatchReader:
    """The events with themselves, nested, as JSON."""
    nested = nest(rows, newest()).combine_chunks()
    whole = pa.StructArray.from_arrays(
        [column.combine_chunks() for column in nested.columns], fields=list(nested.schema)
    )
    kept = [
        "kafka_partition", "kafka_offset", "event_id", "user_id", "event_type", "timestamp",
        "load_date",
    ]  # fmt: skip
    held = rows.select(kept).append_column("event", whole)
    connection = duckdb.connect()
    connection.execute("set arrow_lossless_conversion = true")
    connection.register("held", held)
    return connection.sql(AS_JSON).to_arrow_reader()


def _execute(connection: postgresql.Connection, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
