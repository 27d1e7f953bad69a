"""The forms that a constant of seeds/behaviour.csv can have: what each takes, and its typed value.

A cell holds numbers with a blank between them; a point of a curve is probability:value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import numpy as np

Numbers = tuple[tuple[float, ...], ...]  # the numbers of a cell; a point of a curve is two
Value = TypeVar("Value")


class Lognormal(NamedTuple):
    """A lognormal distribution, cut at both ends; its fields are the arguments of kit.dice's."""

    median: float
    sigma: float
    low: float
    high: float


@dataclass(frozen=True)
class Constant:
    """What a constant takes: its form in words, and its value from the numbers of its cell."""

    takes: str
    parse: Callable[[Numbers], Any]


def number(low: float, high: float) -> Any:
    """One number."""
    return _field(
        f"a number from {_shown(low)} to {_shown(high)}", lambda cell: _one(cell, low, high)
    )


def share() -> Any:
    """A probability, or a part of something."""
    return number(0, 1)


def whole(low: int, high: int) -> Any:
    """One whole number."""
    takes = f"a whole number from {_shown(low)} to {_shown(high)}"
    return _field(takes, lambda cell: int(_require(_one(cell, low, high), _one(cell) % 1 == 0)))


def numbers(count: int, low: float, high: float) -> Any:
    """So many numbers, in an order that the row describes."""
    takes = f"{count} numbers from {_shown(low)} to {_shown(high)}"
    return _field(takes, lambda cell: _array(_row(cell, low, high), count))


def rising(count: int, low: float, high: float) -> Any:
    """So many numbers, none below the one before."""
    takes = f"{count} rising numbers from {_shown(low)} to {_shown(high)}"

    def parse(cell: Numbers) -> np.ndarray:
        values = _array(_row(cell, low, high), count)
        return _require(values, bool((np.diff(values) >= 0).all()))

    return _field(takes, parse)


def weights(count: int) -> Any:
    """How likely each of so many cases is, relative to the others."""

    def parse(cell: Numbers) -> np.ndarray:
        values = _array(_row(cell, 0, float("inf")), count)
        return _require(values, values.sum() > 0)

    return _field(f"{count} weights of 0 or more, not all of them 0", parse)


def curve(low: float, high: float) -> Any:
    """A distribution, by points probability:value of its quantile function."""

    def parse(cell: Numbers) -> list[tuple[float, float]]:
        points = [(point[0], point[1]) for point in cell if len(point) == 2]
        probability, value = np.array(points or [(0.0, 0.0)]).T
        is_curve = len(points) == len(cell) > 1 and (probability[0], probability[-1]) == (0, 1)
        is_curve &= bool((np.diff(probability) > 0).all() and (np.diff(value) >= 0).all())
        return _require(points, is_curve and low <= value[0] and value[-1] <= high)

    takes = f"rising points from 0:value to 1:value, of values from {_shown(low)} to {_shown(high)}"
    return _field(takes, parse)


def lognormal(low: float, high: float) -> Any:
    """A lognormal distribution: median, sigma, least and most."""

    def parse(cell: Numbers) -> Lognormal:
        spread = Lognormal(*_array(_row(cell, 0, float("inf")), 4).tolist())
        is_one = low <= spread.low <= spread.median <= spread.high <= high and spread.sigma <= 5
        return _require(spread, is_one)

    takes = f"median, sigma up to 5, least and most, these from {_shown(low)} to {_shown(high)}"
    return _field(takes, parse)


def _field(takes: str, parse: Callable[[Numbers], Any]) -> Any:
    return field(metadata={"constant": Constant(takes, parse)})


def _one(cell: Numbers, low: float = -np.inf, high: float = np.inf) -> float:
    [value] = _row(cell, low, high) if len(cell) == 1 else _require([0.0], False)
    return value


def _row(cell: Numbers, low: float, high: float) -> list[float]:
    values = [each[0] for each in cell]
    is_row = all(len(each) == 1 for each in cell)
    return _require(values, is_row and all(low <= each <= high for each in values))


def _array(values: list[float], count: int) -> np.ndarray:
    array = np.array(values)
    array.flags.writeable = False
    return _require(array, len(values) == count)


def _require(value: Value, is_right: bool) -> Value:
    if not is_right:
        raise ValueError
    return value


def _shown(value: float) -> str:
    return f"{value:,g}" if abs(value) < 1e6 else f"{value:,.0f}"
