"""make diagram: the star's entities, drawn from the project as dbt parses it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from reelhouse import request, runner, settings
from reelhouse.diagram import PAGE, draw
from reelhouse.display import display
from reelhouse.settings import Refused


def diagram(
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether it is up to date.")
    ] = False,
) -> None:
    """Draw the star's entities, from the project, into docs/.

    Example: make diagram
    """
    request.read([], [])
    display().is_the_result = True
    outcome = runner.dbt(["parse"])
    if not outcome.is_good:
        raise Refused(outcome.message or "dbt parse failed: see logs/dbt.log")
    page = draw(json.loads((settings.target() / "manifest.json").read_text(encoding="utf-8")))
    if not check:
        PAGE.write_text(page, encoding="utf-8")
        display().line(str(PAGE.relative_to(settings.PROJECT)))
    elif PAGE.read_text(encoding="utf-8") != page:
        raise Refused(f"{PAGE.name} is out of date: run make diagram")
