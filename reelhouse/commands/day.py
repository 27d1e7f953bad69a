"""make day and make simulate: more simulated days, after a first build."""

from __future__ import annotations

from typing import Annotated

import typer

from reelhouse import request, settings, warehouse_file
from reelhouse.commands import Knobs
from reelhouse.commands.build import whole_build
from reelhouse.display import display
from reelhouse.settings import Refused


def day(given: Knobs = None) -> None:
    """Load one more simulated day.

    Example: make day LATE_RATE=0.1
    """
    asked = request.read(given or [], request.EVERYTHING)
    days = asked.variables.get("increment_days", "1")
    if days != "1":
        more = settings.command("build", INCREMENT_DAYS=days)
        raise Refused(f"make day loads one day; {more} loads more")
    require_days()
    asked.variables["increment_days"] = "1"
    whole_build(asked)


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


def require_days() -> None:
    """Further days need a first build."""
    with warehouse_file.opened() as connection:
        if not warehouse_file.days(connection):
            first = settings.command("build")
            raise Refused(f"{settings.database()} holds no day yet: run {first} first")
