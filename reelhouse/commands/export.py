"""make export: the marts as Parquet files with a description, for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import duckdb
import typer

from reelhouse import export as files
from reelhouse import request, runner, settings, warehouse_file
from reelhouse.commands import File
from reelhouse.display import display
from reelhouse.knobs import similar
from reelhouse.settings import Refused


def export(
    folder: Annotated[str, typer.Option(help="Where to write.")] = "target/export",
    schema: Annotated[str, typer.Option(help="Schemas, with commas.")] = ",".join(files.MARTS),
    given: File = None,
) -> None:
    """Write the marts as Parquet files, with a description of each column.

    Example: make export SCHEMA=star FOLDER=data
    """
    request.read(given or [], list(settings.ENGINE))
    display().is_the_result = True
    schemas = [name.strip() for name in schema.split(",") if name.strip()]
    for name in schemas or [schema]:
        if name not in warehouse_file.LAYERS:
            known = warehouse_file.LAYERS
            raise Refused(
                f"SCHEMA {name} is not there{similar(name, known)}; it takes {', '.join(known)}"
            )
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
