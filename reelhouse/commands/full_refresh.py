"""make full-refresh: another world, or the same once more, from its first day."""

from __future__ import annotations

from reelhouse import request
from reelhouse.commands import Knobs
from reelhouse.commands.build import whole_build


def full_refresh(given: Knobs = None) -> None:
    """Drop everything and start the world again.

    Example: make full-refresh USERS=20000
    """
    whole_build(request.read(given or [], request.EVERYTHING), starts_again=True)
