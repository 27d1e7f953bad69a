"""Samples as files: JSON, CSV or Parquet."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from customer_events.generate_consumer import LISTS, PARTS, TABLES, ConsumerEvent
from customer_events.samples.entity import Entity, rules

_TYPES = {
    "instant": pa.timestamp("us", "UTC"),
    "day": pa.date32(),
    "names": pa.list_(pa.string()),
    "whole": pa.int32(),
    "ordinal": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
}
FORMATS = ("json", "csv", "parquet")
IDS = ("event_id", "user_id")


def show(content: Any, name: str, kind: str, file: TextIO) -> None:
    """Print a table, or anything as JSON."""
    if kind == "json":
        json.dump(content, file, indent=2, ensure_ascii=False)
        file.write("\n")
        return
    writer = csv.DictWriter(file, schema(name).names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _cell(value) for column, value in row.items()} for row in content)


def write(content: Any, name: str, kind: str, path: Path) -> None:
    """Write a table or nested events to a file."""
    if kind == "parquet":
        columns = schema(name) if name in TABLES else nested_schema()
        texts = pa.schema([(each.name, _as_text(each.type)) for each in columns])
        pq.write_table(pa.Table.from_pylist(content, texts).cast(columns), path)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        show(content, name, kind, file)


def schema(table: str) -> pa.Schema:
    """The columns of a flat table, with their types."""
    own = _columns(ConsumerEvent)
    if table != "consumer_event":
        ids = [(name, type_) for name, type_ in own if name in IDS]
        return pa.schema(ids + _columns(LISTS[table]))
    parts = [
        (column, pa.string() if pa.types.is_list(type_) else type_)
        for part in PARTS
        for column, (_, type_) in zip(part.flat_columns(), _columns(part), strict=True)
    ]
    return pa.schema(own[:-2] + parts + own[-2:])


def nested_schema() -> pa.Schema:
    """The columns of nested events, with their types."""
    own = _columns(ConsumerEvent)
    parts = [(part.group, pa.struct(_columns(part))) for part in PARTS]
    lists = [(item.group, pa.list_(pa.struct(_columns(item)))) for item in LISTS.values()]
    return pa.schema(own[:-2] + parts + lists + own[-2:])


def _columns(entity: type[Entity]) -> list[tuple[str, pa.DataType]]:
    return [(name, _TYPES.get(field.kind, pa.string())) for name, field in rules(entity)]


def _as_text(type_: pa.DataType) -> pa.DataType:
    """The type with text where it holds instants or dates, as the dictionaries do."""
    if pa.types.is_struct(type_):
        return pa.struct([(each.name, _as_text(each.type)) for each in type_])
    if pa.types.is_list(type_):
        return pa.list_(_as_text(type_.value_type))
    return pa.string() if pa.types.is_temporal(type_) else type_


def _cell(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, bool) else value
