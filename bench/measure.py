"""What a figure of the world is: what it measures, where real platforms stand, and its query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One figure, by a query that gives it from the tables that bench/world.py makes."""

    what: str
    real: str  # where real platforms stand
    query: str
    days: int = 0  # how long a world must be for it
