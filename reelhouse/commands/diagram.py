"""make diagram: the star as drawings, from the project as dbt parses it."""

from __future__ import annotations

from reelhouse import request, runner, settings
from reelhouse.display import display


def diagram() -> None:
    """Draw each table of the star with its keys, from the project, into docs/.

    Example: make diagram
    """
    request.read([], [])
    from reelhouse.diagram import FOLDER, PAGE, draw

    display().is_the_result = True
    drawn = draw(runner.manifest())
    FOLDER.mkdir(exist_ok=True)
    for former in set(FOLDER.glob("*.svg")) - set(drawn):
        former.unlink()
    for path, text in drawn.items():
        path.write_text(text, encoding="utf-8")
    display().line(str(PAGE.relative_to(settings.PROJECT)))
