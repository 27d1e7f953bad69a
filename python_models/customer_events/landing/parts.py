"""A part of a landing folder: one table of one day.

It needs no other part, so any number of processes, on one machine or on many, can make the parts of
a folder. Whoever makes the last part of a day writes its manifest.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pyarrow as pa
import pyarrow.parquet as pq

from customer_events.kit.errors import CustomerEventsError
from customer_events.landing import manifest
from customer_events.landing.columns import converted
from customer_events.landing.files import create
from customer_events.landing.flat import flatten, plain
from customer_events.landing.manifest import EVENTS, Manifest, part_of, table_folder
from customer_events.parameters import Parameters
from customer_events.values.reference import SEEDS, load
from customer_events.world.schedule import Schedule

Maker = Callable[[Schedule], pa.RecordBatchReader]
Tables = Mapping[str, Maker]

NAMESPACE = UUID("5f3c1c5e-7f0b-5d7e-9a55-6f6c616e6431")  # of the names of landed files
FILE_ROWS = 100_000


@dataclass(frozen=True)
class Part:
    """A table of a day, and what makes it; it can be sent to another process."""

    landing: Path
    parameters: Parameters
    day: date
    table: str
    make: Maker


def land(part: Part) -> None:
    """Write a table of a day, and a note that it is there; what is there stays."""
    note = part_of(part.landing, part.day, part.table)
    present = manifest.read(part.landing, part.day) or manifest.read_at(note)
    if present is not None and part.table in present.tables:
        refuse_another_world(part.landing, present, part.parameters)
        return
    content = {part.table: _content(part)}
    written = Manifest(part.day, part.parameters, content, seeds_digest=seeds_digest())
    manifest.write_at(note, written)


def complete(landing: Path, parameters: Parameters, day: date, tables: Tables) -> Manifest | None:
    """The manifest of a day, written if all of these tables are there; none if some are missing."""
    noted = {table: manifest.read_at(part_of(landing, day, table)) for table in tables}
    content: dict[str, Mapping[str, Any]] = {}
    for table, note in noted.items():
        if note is None:  # unless another process has just completed the day
            return present(landing, parameters, day, tables)
        refuse_another_world(landing, note, parameters)
        content[table] = note.tables[table]
    manifest.write(landing, Manifest(day, parameters, content, seeds_digest=seeds_digest()))
    shutil.rmtree(part_of(landing, day, EVENTS).parent, ignore_errors=True)
    return present(landing, parameters, day, tables)


def present(landing: Path, parameters: Parameters, day: date, tables: Tables) -> Manifest | None:
    """The day that is there, if it is the one that is wanted; none if it is not complete."""
    found = manifest.read(landing, day)
    if found is None:
        return None
    refuse_another_world(landing, found, parameters)
    absent = [table for table in tables if table not in found.tables]
    if absent:
        from_feed = "from the feed, events alone"
        what = from_feed if set(found.tables) == {EVENTS} else f"without {', '.join(absent)}"
        raise CustomerEventsError(f"{landing} holds {day} {what}; take another folder")
    return found


def lacking(landing: Path, day: date, tables: Tables) -> list[str]:
    """The tables that a day which is not complete still lacks."""
    return [table for table in tables if not part_of(landing, day, table).exists()]


def refuse_another_world(landing: Path, found: Manifest, parameters: Parameters) -> None:
    """Stop where a folder holds something else under the name of what is wanted."""
    other = found.difference(parameters, seeds_digest())
    if other:
        raise CustomerEventsError(
            f"{landing} holds {found.load_date} of another world: {other}; take another folder"
        )


@lru_cache(maxsize=1)
def _schedule(parameters: Parameters, day: date) -> Schedule:
    """The days of the world so far, and one to make; the tables of a day share it."""
    so_far = (day - parameters.start_date).days + 1
    days = [parameters.start_date + timedelta(each) for each in range(so_far)]
    return Schedule(dict.fromkeys(days, parameters), [day])


@cache
def seeds_digest() -> str:
    """Of the value sets with which this process makes days."""
    return load(SEEDS).digest


def _content(part: Part) -> dict[str, Any]:
    """Write the files of a part, under names that say what they are made from."""
    folder = table_folder(part.landing, part.table)
    folder.mkdir(parents=True, exist_ok=True)
    world = json.dumps(manifest.parameters_as_json(part.parameters)) + seeds_digest()
    batches = part.make(_schedule(part.parameters, part.day))
    files: list[dict[str, Any]] = []
    for number, rows in enumerate(_pieces(_plain(each, part.table) for each in batches)):
        name = f"{uuid5(NAMESPACE, f'{world}/{part.table}/{part.day}/{number}')}.parquet"
        create(folder / name, partial(pq.write_table, rows, compression="zstd"))
        files.append({"name": name, "rows": len(rows)})
    return {"rows": sum(each["rows"] for each in files), "files": files}


def _pieces(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The rows in pieces of the size of a file, but for the last."""
    held: list[pa.Table] = []
    for table in tables:
        held.append(table)
        while sum(map(len, held)) >= FILE_ROWS:
            rows = pa.concat_tables(held)
            yield rows.slice(0, FILE_ROWS)
            held = [rows.slice(FILE_ROWS)]
    if sum(map(len, held)):
        yield pa.concat_tables(held)


def _plain(batch: pa.RecordBatch, name: str) -> pa.Table:
    if name == EVENTS:
        return flatten(batch)
    fields = [pa.field(each.name, plain(each.type)) for each in batch.schema]
    columns = [converted(batch[each.name], each.type) for each in fields]
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))
