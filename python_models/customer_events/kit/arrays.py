"""Small helpers for groups of unequal size that lie one after the other in flat arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


def places(counts: np.ndarray) -> np.ndarray:
    """0, 1, 2, ... within each group."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)


def owners(counts: np.ndarray) -> np.ndarray:
    """The group that each member belongs to."""
    return np.repeat(np.arange(len(counts)), counts)


def running_totals(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The sum of the members before each one, within its group."""
    before = np.concatenate([[0], np.cumsum(values)])
    starts = np.cumsum(counts) - counts
    return before[:-1] - np.repeat(before[starts], counts)


def totals(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The sum of each group."""
    sums = np.concatenate([[0], np.cumsum(values)])
    ends = np.cumsum(counts)
    return sums[ends] - sums[ends - counts]


@dataclass(frozen=True)
class Lists:
    """A list for each row: how many items, and the items' columns, flat."""

    counts: np.ndarray
    items: dict[str, np.ndarray]

    def take(self, rows: np.ndarray) -> Lists:
        """The lists of some rows."""
        counts = self.counts[rows]
        starts = (np.cumsum(self.counts) - self.counts)[rows]
        members = np.repeat(starts, counts) + places(counts)
        return Lists(counts, {name: column[members] for name, column in self.items.items()})

    def slice(self, start: int, end: int) -> Lists:
        """The lists from one row up to another, without a copy."""
        first = int(self.counts[:start].sum())
        last = first + int(self.counts[start:end].sum())
        items = {name: column[first:last] for name, column in self.items.items()}
        return Lists(self.counts[start:end], items)


def join(parts: list[Lists]) -> Lists:
    """The lists of several sets of rows, one after the other."""
    return Lists(
        np.concatenate([part.counts for part in parts]),
        {name: np.concatenate([part.items[name] for part in parts]) for name in parts[0].items},
    )
