"""Samples as files: JSON, CSV or Parquet."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

FORMATS = ("json", "csv", "parquet")


def show(content: Any, columns: pa.Schema, kind: str, file: TextIO) -> None:
    """Print a table, or anything as JSON."""
    if kind == "json":
        json.dump(content, file, indent=2, ensure_ascii=False)
        file.write("\n")
        return
    writer = csv.DictWriter(file, columns.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _cell(value) for column, value in row.items()} for row in content)


def write(content: Any, columns: pa.Schema, kind: str, path: Path) -> None:
    """Write a table or nested events to a file."""
    if kind == "parquet":
        texts = pa.schema([(each.name, _as_text(each.type)) for each in columns])
        pq.write_table(pa.Table.from_pylist(content, texts).cast(columns), path)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        show(content, columns, kind, file)


def _as_text(type_: pa.DataType) -> pa.DataType:
    """The type with text where it holds instants or dates, as the dictionaries do."""
    if pa.types.is_struct(type_):
        return pa.struct([(each.name, _as_text(each.type)) for each in type_])
    if pa.types.is_list(type_):
        return pa.list_(_as_text(type_.value_type))
    return pa.string() if pa.types.is_temporal(type_) else type_


def _cell(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, bool) else value
