"""Raw tables from a landing folder, in place of the generator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from customer_events.kit.days import as_date
from customer_events.kit.errors import CustomerEventsError
from customer_events.landing.columns import converted, empty
from customer_events.landing.export import TABLES
from customer_events.landing.flat import nest, plain
from customer_events.landing.manifest import EVENTS, Manifest, read, table_folder
from customer_events.landing.parts import Tables
from customer_events.world.schedule import Schedule

UPSERTED = {"users": "user_id", "content": "content_id", "posts": "post_id"}


def landed(
    table: str, schedule: Schedule, landing: Path, tables: Tables = TABLES
) -> pa.RecordBatchReader | None:
    """The rows of the schedule's days; none if the folder holds no such table.

    Every day must be complete, and of the world that asks for it. What would make the table says
    which columns it has.
    """
    manifests = [_manifest(landing, schedule, day) for day in map(as_date, schedule.days)]
    if not all(table in each.tables for each in manifests):
        return None
    made = tables[table](schedule).schema  # nothing is made before its rows are asked for
    schema = pa.schema([pa.field(each.name, plain(each.type)) for each in made])
    days: Iterator[pa.Table] = (_day(landing, each, table, schema) for each in manifests)
    if table in UPSERTED:
        days = iter([_latest(pa.concat_tables(days), UPSERTED[table])] if manifests else [])
    return pa.RecordBatchReader.from_batches(schema, _batches(days))


def _manifest(landing: Path, schedule: Schedule, day: date) -> Manifest:
    if not landing.is_dir():
        raise CustomerEventsError(f"REELHOUSE_LANDING is {landing}, which is no folder")
    manifest = read(landing, day)
    if manifest is None:
        raise CustomerEventsError(
            f"{day} is not complete in {landing}: let the feed or an export write it, then build"
        )
    digest = schedule.world.lookups.reference.digest
    other = manifest.difference(schedule.parameters[day], digest)
    if other:
        raise CustomerEventsError(f"{day} in {landing} is a day of another world: {other}")
    return manifest


def _day(landing: Path, manifest: Manifest, table: str, schema: pa.Schema) -> pa.Table:
    """The rows of a table on a day, whose number the manifest knows."""
    content = manifest.tables[table]
    folder = table_folder(landing, table)
    parts = [_file(folder / each["name"], table, schema) for each in content["files"]]
    rows = pa.concat_tables(parts) if parts else empty(schema)
    if len(rows) != content["rows"]:
        raise CustomerEventsError(
            f"{landing} has {len(rows):,} of the {content['rows']:,} rows of {table} "
            f"on {manifest.load_date}: a file was changed"
        )
    return rows


def _file(path: Path, table: str, schema: pa.Schema) -> pa.Table:
    try:
        found = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowInvalid) as error:
        raise CustomerEventsError(f"{path} can't be read: {error}") from error
    if table == EVENTS:
        return nest(found, schema)
    columns = [converted(found[each.name], each.type) for each in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _latest(rows: pa.Table, key: str) -> pa.Table:
    """The last row of each key."""
    place = pa.array(range(len(rows)), pa.int64())
    keys = rows[key].combine_chunks().storage
    last = pa.table({"key": keys, "place": place}).group_by("key").aggregate([("place", "max")])
    return rows.take(last["place_max"].sort())


def _batches(days: Iterator[pa.Table]) -> Iterator[pa.RecordBatch]:
    for rows in days:
        yield from rows.combine_chunks().to_batches()
