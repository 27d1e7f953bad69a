"""What concerns the tables of Customer.IO: python -m reelhouse.customerio <command>."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from reelhouse import request, runner, settings, warehouse_file
from reelhouse.app import run as run_command
from reelhouse.commands import File
from reelhouse.customerio import files
from reelhouse.customerio.payloads import calls, ledger, run, send
from reelhouse.customerio.place import Place, group, place
from reelhouse.display import display, note
from reelhouse.settings import Refused

app = typer.Typer(
    help="The tables of Customer.IO, and what leaves the warehouse for it.",
    epilog="docs/customerio.md says what they are.",
    add_completion=False,
)


@app.command()
def payloads(
    url: Annotated[str, typer.Option(help="Send them there; the key is in the environment.")] = "",
    folder: Annotated[str, typer.Option(help="Else write them there.")] = "target/customerio",
    bodies: Annotated[str, typer.Option(help="batch or call: what a body holds.")] = "batch",
    day: Annotated[str, typer.Option(help="A load day such as 2025-01-30, else all.")] = "",
    given: File = None,
) -> None:
    """Write the calls of the Pipelines API as NDJSON, or send them to a URL.

    Example: make customerio URL=http://127.0.0.1:8080 DAY=2025-01-30
    """
    if bodies not in run.EACH:
        raise Refused(f'BODIES is "{bodies}"; it takes {" or ".join(run.EACH)}')
    to = send.target(url, os.environ.get(send.KEY, "")) if url else None
    path = settings.database()
    with warehouse_file.opened() as connection:
        days = calls.days(connection, day or None)
        if to is None:
            _tell(run.write(connection, days, Path(folder), bodies), f"in {folder}")
            return
        book = path.with_name(f"{path.name}.customerio.sqlite")
        with ledger.ledger(book, to.name) as entries, closing(send.Sender(to)) as sender:
            _tell(run.send(connection, days, sender, entries, bodies), f"in {book}")


def _tell(done: Iterable[run.Done], where: str) -> None:
    """A line for each day, and one for what was refused."""
    refused: list[run.Refusal] = []
    for each in done:
        display().line(f"{each.day}: {each.calls:,} calls in {each.bodies:,} bodies")
        refused += each.refused
    if refused:
        (call, reason), count = refused[0], len(refused)
        note(
            f"{count:,} {'call was' if count == 1 else 'calls were'} refused, the first since "
            f"{reason} (message {call.message_id}); all are {where}"
        )


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
    described = files.described(runner.manifest())
    texts = files.written(described, where, group("READERS", readers), group("WRITERS", writers))
    stale = files.write(texts, Path(folder) if folder else files.FOLDER, check)
    if check and stale:
        raise Refused(f"{', '.join(stale)} out of date: run make customerio-ddl")
    for name in stale:
        display().line(name)


if __name__ == "__main__":
    sys.exit(run_command(app, "python -m reelhouse.customerio", sys.argv[1:]))
