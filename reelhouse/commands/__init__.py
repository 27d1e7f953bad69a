"""The commands, a file each; the Makefile has a target of the same name for every one."""

from typing import Annotated

import typer

Knobs = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME=value", help="Knobs, as docs/knobs.md lists them."),
]
File = Annotated[
    list[str] | None,
    typer.Argument(metavar="DATABASE=path", help="The warehouse, if it is another."),
]
