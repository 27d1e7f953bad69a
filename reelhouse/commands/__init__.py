"""The commands; the Makefile has a target of the same name for every one."""

from typing import Annotated

import typer

from reelhouse import request, settings
from reelhouse.display import display


def _look(words: list[str] | None) -> list[str]:
    """Take the warehouse that is meant; what a command says of it is all that it does."""
    request.read(words or [], list(settings.ENGINE))
    display().is_the_result = True
    return words or []


Knobs = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME=value", help="Knobs, as docs/knobs.md lists them."),
]
File = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DATABASE=path", help="The warehouse, if it is another.", callback=_look
    ),
]
