"""make day: one more simulated day, after a first build."""

from __future__ import annotations

from reelhouse import request, settings, warehouse_file
from reelhouse.commands import Knobs
from reelhouse.commands.build import whole_build
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


def require_days() -> None:
    """Further days need a first build."""
    with warehouse_file.opened() as connection:
        if not warehouse_file.days(connection):
            first = settings.command("build")
            raise Refused(f"{settings.database()} holds no day yet: run {first} first")
