"""What concerns the tables of Customer.IO: python -m reelhouse.customerio <command>."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from reelhouse import request, runner, settings
from reelhouse.app import run
from reelhouse.customerio import files, tables
from reelhouse.customerio import scaffold as first_yml
from reelhouse.customerio.place import Place, group, place
from reelhouse.display import display
from reelhouse.settings import PROJECT, Refused

app = typer.Typer(
    help="The tables of Customer.IO, and what leaves the warehouse for it.",
    epilog="docs/customerio.md says what they are.",
    add_completion=False,
)


@app.command()
def scaffold(table: str) -> None:
    """Write a first yml for a table, with the columns, types and keys of its document.

    Example: python -m reelhouse.customerio scaffold people
    """
    display().is_the_result = True
    described = tables.table(table)
    path = first_yml.path(described)
    if path.exists():
        raise Refused(f"{path.relative_to(PROJECT)} is there; delete it to start again")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(first_yml.text(described), encoding="utf-8")
    display().line(str(path.relative_to(PROJECT)))


@app.command()
def ddl(
    catalog: Annotated[str, typer.Option()] = Place().catalog,
    schema: Annotated[str, typer.Option()] = Place().schema,
    location: Annotated[str, typer.Option(help="A folder for external tables.")] = "",
    folder: Annotated[str, typer.Option(help="Where to write, by default databricks.")] = "",
    readers: Annotated[str, typer.Option(help="The group that may read.")] = "data_analysts",
    writers: Annotated[str, typer.Option(help="The group that may write.")] = "data_engineers",
    check: Annotated[bool, typer.Option("--check", help="Only say what is out of date.")] = False,
) -> None:
    """Write the statements that make the tables on Databricks, from the contracts.

    Example: make customerio-ddl CATALOG=prod SCHEMA=customerio FOLDER=target/databricks
    """
    request.read([], [])
    display().is_the_result = True
    where = place(catalog, schema, location)
    outcome = runner.dbt(["parse"])
    if not outcome.is_good:
        raise Refused(outcome.message or "dbt parse failed: see logs/dbt.log")
    manifest = json.loads((settings.target() / "manifest.json").read_text(encoding="utf-8"))
    texts = files.written(
        files.described(manifest), where, group("READERS", readers), group("WRITERS", writers)
    )
    out = Path(folder) if folder else PROJECT / "databricks"
    stale = files.write(texts, out, check)
    if check and stale:
        raise Refused(f"{', '.join(stale)} out of date: run make customerio-ddl")
    for name in stale:
        display().line(name)


if __name__ == "__main__":
    sys.exit(run(app, "python -m reelhouse.customerio", sys.argv[1:]))
