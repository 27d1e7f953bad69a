"""The answer to a query as people get it: a table on the terminal, and a CSV."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from reelhouse.display import display
from reelhouse.settings import Refused

WIDEST = 48


def is_missing(value: Any) -> bool:
    """Whether there is no figure: null, or a division by zero."""
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def shown(value: Any) -> str:
    """A figure as a sentence or a table shows it."""
    if is_missing(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float | Decimal) else str(value)


def draw(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """A table with its head; numbers stand at the right."""
    cells = [[_clipped(shown(value)) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    signs = [">" if _is_number(column) else "<" for column in columns]
    for row in (names, ["-" * width for width in widths], *cells):
        placed = zip(row, signs, widths, strict=True)
        display().line("  ".join(f"{text:{sign}{width}}" for text, sign, width in placed).rstrip())


def write(file: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """The whole table as CSV."""
    try:
        with Path(file).open("w", newline="", encoding="utf-8") as sheet:
            csv.writer(sheet, lineterminator="\n").writerows([names, *rows])
    except OSError as error:
        raise Refused(f"{file} can't be written: {error.strerror}") from None
    display().line(f"{file}: {len(rows):,} rows")


def _clipped(text: str) -> str:
    return f"{text[: WIDEST - 1]}…" if len(text) > WIDEST else text


def _is_number(column: tuple[Any, ...]) -> bool:
    held = [value for value in column if value is not None]
    return bool(held) and all(
        isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in held
    )
