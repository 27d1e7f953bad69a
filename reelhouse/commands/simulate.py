"""make simulate: several more days, one after the other."""

from __future__ import annotations

from typing import Annotated

import typer

from reelhouse import request
from reelhouse.commands import Knobs
from reelhouse.commands.build import whole_build
from reelhouse.commands.day import require_days
from reelhouse.display import display
from reelhouse.settings import Refused


def simulate(
    days: Annotated[str, typer.Option(metavar="n", help="How many builds.")], given: Knobs = None
) -> None:
    """Load more days, one build each.

    It stops at the first build that fails.

    Example: make simulate DAYS=7
    """
    asked = request.read(given or [], request.EVERYTHING)
    if not days:
        raise Refused(
            "DAYS is missing: it says how many days to load, such as make simulate DAYS=7"
        )
    if not days.isdecimal() or not 1 <= int(days) <= 3660:
        raise Refused(f'DAYS is "{days}"; it takes a whole number from 1 to 3660')
    require_days()
    for number in range(1, int(days) + 1):
        display().line(f"Build {number} of {days}")
        whole_build(asked, summary=number == int(days))
