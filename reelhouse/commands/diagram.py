"""make diagram: the star's entities, drawn from the project as dbt parses it."""

from __future__ import annotations

import json

from reelhouse import request, runner, settings
from reelhouse.diagram import PAGE, draw
from reelhouse.display import display
from reelhouse.settings import Refused


def diagram() -> None:
    """Draw the star's entities, from the project, into docs/.

    Example: make diagram
    """
    request.read([], [])
    display().is_the_result = True
    outcome = runner.dbt(["parse"])
    if not outcome.is_good:
        raise Refused(outcome.message or "dbt parse failed: see logs/dbt.log")
    manifest = json.loads((settings.target() / "manifest.json").read_text(encoding="utf-8"))
    PAGE.write_text(draw(manifest), encoding="utf-8")
    display().line(str(PAGE.relative_to(settings.PROJECT)))
