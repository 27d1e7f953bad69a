"""make contract: what fields, knobs and queries decide, written into the files that say it."""

from __future__ import annotations

from typing import Annotated

import typer

from reelhouse import request
from reelhouse.display import display
from reelhouse.settings import Refused


def contract(
    check: Annotated[bool, typer.Option("--check", help="Only say what is out of date.")] = False,
) -> None:
    """Derive what the warehouse says of events, knobs and questions.

    Example: make contract
    """
    from reelhouse.contract import derive

    request.read([], [])
    display().is_the_result = True
    stale = derive(check=check)
    if check and stale:
        raise Refused(f"{', '.join(stale)} out of date: run make contract")
    for path in stale:
        display().line(path)
