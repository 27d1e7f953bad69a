"""All raw tables of some days, written into a landing folder without a broker."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
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
from customer_events.landing.manifest import EVENTS, Manifest, table_folder
from customer_events.parameters import Parameters
from customer_events.tables import TABLES
from customer_events.world.schedule import Schedule

NAMESPACE = UUID("5f3c1c5e-7f0b-5d7e-9a55-6f6c616e6431")  # of the names of landed files
FILE_ROWS = 100_000


def export(landing: Path, parameters: Parameters, first: date, count: int) -> list[Manifest]:
    """Write the days, each alone: none needs the one before."""
    return [export_day(landing, parameters, first + timedelta(each)) for each in range(count)]


def export_day(landing: Path, parameters: Parameters, day: date) -> Manifest:
    """Write all tables of a day, and at last its manifest."""
    present = manifest.read(landing, day)
    if present is not None:
        return _same(present, parameters, landing)
    so_far = (day - parameters.start_date).days + 1
    days = [parameters.start_date + timedelta(each) for each in range(so_far)]
    schedule = Schedule(dict.fromkeys(days, parameters), [day])
    tables = {name: _table(landing, schedule, name, day) for name in TABLES}
    written = Manifest(day, parameters, tables)
    manifest.write(landing, written)
    return written


def _same(present: Manifest, parameters: Parameters, landing: Path) -> Manifest:
    """The day that is there, if it is the one that is wanted."""
    other = manifest.difference(parameters, present.parameters)
    if other:
        raise CustomerEventsError(
            f"{landing} holds {present.load_date} of another world: {other}; take another folder"
        )
    if set(present.tables) != set(TABLES):
        raise CustomerEventsError(
            f"{landing} holds {present.load_date} from the feed, events alone; take another folder"
        )
    return present


def _table(landing: Path, schedule: Schedule, name: str, day: date) -> dict[str, Any]:
    folder = table_folder(landing, name)
    folder.mkdir(parents=True, exist_ok=True)
    parts = [_plain(batch, name) for batch in TABLES[name](schedule)]
    rows = sum(map(len, parts))
    files = []
    if rows:
        table = pa.concat_tables(parts)
        world = json.dumps(manifest.parameters_as_json(schedule.parameters[day]))
        for number, first in enumerate(range(0, rows, FILE_ROWS)):
            file = f"{uuid5(NAMESPACE, f'{world}/{name}/{day}/{number}')}.parquet"
            part = table.slice(first, FILE_ROWS)
            create(folder / file, partial(pq.write_table, part, compression="zstd"))
            files.append({"name": file, "rows": len(part)})
    return {"rows": rows, "files": files}


def _plain(batch: pa.RecordBatch, name: str) -> pa.Table:
    if name == EVENTS:
        return flatten(batch)
    fields = [pa.field(each.name, plain(each.type)) for each in batch.schema]
    columns = [converted(batch[each.name], each.type) for each in fields]
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))
