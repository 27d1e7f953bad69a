"""What a figure of the world is: its row in the table of what gives a world away, and its query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One figure, by a query that gives it from the tables that bench/world.py makes."""

    row: str  # what it is about, by the number of a mechanism
    what: str
    real: str  # where real platforms stand
    query: str
