"""make export: the marts as Parquet files with a description, for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import duckdb
import typer

from reelhouse import export as files
from reelhouse import runner, warehouse_file
from reelhouse.commands import File
from reelhouse.display import display
from reelhouse.settings import Refused


def export(
    folder: Annotated[str, typer.Option(help="Where to write.")] = "target/export",
    schema: Annotated[str, typer.Option(help="Schemas, with commas.")] = ",".join(files.MARTS),
    given: File = None,
) -> None:
    """Write the marts as Parquet files, with a description of each column.

    Example: make export SCHEMA=star FOLDER=data
    """
    schemas = files.schemas(schema)
    manifest = runner.manifest()
    with warehouse_file.opened() as connection:
        found = files.tables(connection, schemas)
        if not found:
            raise Refused(f"{', '.join(schemas)} holds nothing yet: run make build")
        files.add_keys(found, manifest)
        place = Path(folder)
        for table in found:
            try:
                rows = files.write(connection, table, place)
            except (OSError, duckdb.IOException) as error:
                raise Refused(f"{table.path} can't be written in {folder}: {error}") from None
            display().line(f"{table.path}: {rows:,} rows, {table.size:,} bytes")
    files.save(place, "datapackage.json", files.data_package(found))
    files.save(place, "croissant.json", files.croissant(found))
    display().line(str(place))
