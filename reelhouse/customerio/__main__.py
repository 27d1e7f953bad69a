"""What concerns the tables of Customer.IO: python -m reelhouse.customerio <command>."""

from __future__ import annotations

import sys

import typer

from reelhouse.app import run
from reelhouse.customerio import scaffold as first_yml
from reelhouse.customerio import tables
from reelhouse.display import display
from reelhouse.settings import PROJECT, Refused

app = typer.Typer(
    help="The tables of Customer.IO, and what leaves the warehouse for it.",
    epilog="docs/customerio.md says what they are.",
    add_completion=False,
)


@app.callback()
def _tables() -> None:
    """The tables of Customer.IO, and what leaves the warehouse for it."""


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


if __name__ == "__main__":
    sys.exit(run(app, "python -m reelhouse.customerio", sys.argv[1:]))
