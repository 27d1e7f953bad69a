"""make diagram: the star's entities, drawn from the project as dbt parses it."""

from __future__ import annotations

from reelhouse import request, runner, settings
from reelhouse.diagram import PAGE, draw
from reelhouse.display import display


def diagram() -> None:
    """Draw the star's entities, from the project, into docs/.

    Example: make diagram
    """
    request.read([], [])
    display().is_the_result = True
    PAGE.write_text(draw(runner.manifest()), encoding="utf-8")
    display().line(str(PAGE.relative_to(settings.PROJECT)))
