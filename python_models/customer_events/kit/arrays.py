"""Columns of one length, and lists of unequal length that lie end to end in columns.

A `Ragged` holds a list for each row:

    counts    2       0    3                three rows
    items     a0 a1        c0 c1 c2         their items, end to end
    owners    0  0         2  2  2          the row of each item
    places    0  1         0  1  2          its place in its list

Where several such spaces meet, an array's name says which one leads to which:
`session_of_event[event]` is a session, and an array without such a name belongs to the rows that
its function or class speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Generic, Self, TypeVar, cast

import numpy as np


def places(counts: np.ndarray) -> np.ndarray:
    """0, 1, 2, ... within each list."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)


def owners(counts: np.ndarray) -> np.ndarray:
    """The row that each item belongs to."""
    return np.repeat(np.arange(len(counts)), counts)


def running_totals(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The sum of the items before each one, within its list."""
    before = np.concatenate([[0], np.cumsum(values)])
    starts = np.cumsum(counts) - counts
    return before[:-1] - np.repeat(before[starts], counts)


def totals(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The sum of each list."""
    sums = np.concatenate([[0], np.cumsum(values)])
    ends = np.cumsum(counts)
    return sums[ends] - sums[ends - counts]


def add_up(rows: np.ndarray) -> np.ndarray:
    """Add to each number those before it in its row, in place; on short rows faster than cumsum."""
    for column in range(1, rows.shape[1]):
        rows[:, column] += rows[:, column - 1]
    return rows


def ranks(values: np.ndarray) -> np.ndarray:
    """The place of each value among all of them; equal ones keep the order of their rows.

    They are sorted by their lower and then by their upper 16 bits, a third of the cost of at once;
    so they lie within 2^32 of each other.
    """
    above = (values - values.min(initial=np.iinfo(np.int64).max)).astype(np.uint64)
    order = np.argsort(above.astype(np.uint16), kind="stable")
    order = order[np.argsort((above >> 16).astype(np.uint16)[order], kind="stable")]
    rank = np.empty(len(values), dtype=np.int64)
    rank[order] = np.arange(len(values))
    return rank


@dataclass(frozen=True)
class Columns:
    """A base for columns: fields of one length that are arrays, `Ragged`, or columns again."""

    def __len__(self) -> int:
        return len(next(iter(vars(self).values())))

    def __getitem__(self, rows: np.ndarray | slice) -> Self:
        """Some of the rows, in their order; a slice makes no copy."""
        return type(self)(**{name: column[rows] for name, column in vars(self).items()})

    @classmethod
    def none(cls) -> Self:
        """Columns without a row."""
        return cls(**{each.name: np.empty(0, dtype=np.int64) for each in fields(cls)})


Items = TypeVar("Items", bound=Columns)
Rows = TypeVar("Rows", bound="Columns | Ragged[Any]")


@dataclass(frozen=True)
class Ragged(Generic[Items]):
    """A list for each row: how many items, and the items' columns, end to end."""

    counts: np.ndarray
    items: Items

    def __len__(self) -> int:
        return len(self.counts)

    def __getitem__(self, rows: np.ndarray | slice) -> Ragged[Items]:
        """The lists of some rows."""
        counts = self.counts[rows]
        if isinstance(rows, slice):
            first = int(self.counts[: rows.start].sum())
            return Ragged(counts, self.items[first : first + int(counts.sum())])
        starts = (np.cumsum(self.counts) - self.counts)[rows]
        return Ragged(counts, self.items[np.repeat(starts, counts) + places(counts)])


def concatenate(parts: list[Rows]) -> Rows:
    """Several columns or ragged lists, one after the other."""
    if len(parts) == 1:
        return parts[0]
    joined = {}
    for name, first in vars(parts[0]).items():
        values = [getattr(part, name) for part in parts]
        is_array = isinstance(first, np.ndarray)
        joined[name] = np.concatenate(values) if is_array else concatenate(values)
    return cast(Rows, type(parts[0])(**joined))
