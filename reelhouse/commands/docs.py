"""make docs: the documentation as one page that needs no server."""

from __future__ import annotations

import os

from reelhouse import request, runner, settings
from reelhouse.commands import File
from reelhouse.display import display, show_page
from reelhouse.settings import Refused


def docs(given: File = None) -> None:
    """Write the documentation as one page.

    A desktop opens it; elsewhere its path is printed.

    Example: make docs
    """
    request.read(given or [], list(settings.ENGINE))
    display().is_the_result = True
    if not settings.database().exists():
        os.environ["REELHOUSE_DATABASE"] = ":memory:"
    outcome = runner.dbt(["docs", "generate", "--static"])
    if not outcome.is_good:
        raise Refused(outcome.message or "no documentation was made; dbt docs generate says why")
    show_page(settings.target() / "static_index.html")
