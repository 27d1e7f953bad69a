"""Curves in plain text, for the modules that print their own when they are run."""

from __future__ import annotations

from collections.abc import Mapping

WIDTH = 50  # of the longest bar


def bars(title: str, points: Mapping[str, float], unit: str = "%") -> None:
    """Print a bar for each point, as long as the point is high."""
    most = max(points.values())
    form = ",.0f" if most >= 1_000 else ",.1f"
    label = max(len(name) for name in points)
    print(title)
    for name, value in points.items():
        print(
            f"  {name:>{label}}  {format(value, form):>10}{unit}  {'#' * round(WIDTH * value / most)}"
        )
    print()
