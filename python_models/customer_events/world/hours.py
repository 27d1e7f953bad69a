"""When people watch: the curve of a day, bent by the viewer's own clock and by days off.

Four chronotypes share the curve out among themselves: at each hour their parts add up to it, so
all viewers together watch as they always did, and one viewer keeps to hours of their own. Days
off and workdays share it out in the same way: what a day off has more of by day, workdays lack.
"""

from __future__ import annotations

import numpy as np

from customer_events.kit.charts import bars
from customer_events.kit.days import HOUR
from customer_events.kit.dice import MIDPOINTS, SIZE
from customer_events.values.behaviour import BEHAVIOUR

OWN = BEHAVIOUR.hours
HOURS = OWN.curve  # of sessions that begin in each hour of the viewer's day, from 05:00 on
CHRONOTYPES = ("early", "daytime", "evening", "night")

WORKDAY, DAY_OFF = range(2)


def between(span: np.ndarray) -> np.ndarray:
    """Which hours of the viewer's day lie between two, counted from 05:00 on."""
    hour = np.arange(24)
    return (hour >= span[0]) & (hour < span[1])


BY_DAY = between(OWN.daytime)


def _claims() -> np.ndarray:
    """What part of each hour's sessions each chronotype has, a row each."""
    claim = np.exp(
        -(((np.arange(24) + 0.5 - OWN.middles[:, None]) / OWN.breadths[:, None]) ** 2) / 2
    )
    claim /= claim.sum(axis=0)
    share = claim @ HOURS / HOURS.sum()
    parts: np.ndarray = OWN.own_clock * claim + (1 - OWN.own_clock) * share[:, None]
    return parts


def _by_kind_of_day() -> np.ndarray:
    """The curve of a workday and of a day off, which together give that of all days."""
    ratio = np.where(BY_DAY, OWN.daytime_off, 1.0)
    ratio = np.where(BY_DAY, ratio, 1 - (ratio[BY_DAY] - 1) @ HOURS[BY_DAY] / HOURS[~BY_DAY].sum())
    workday = HOURS / (1 - OWN.days_off + OWN.days_off * ratio)
    return np.stack([workday, workday * ratio])


CURVES = _by_kind_of_day()[:, None, :] * _claims()  # (kind of day, chronotype, hour)
CHRONOTYPE_SHARES = _claims() @ HOURS / HOURS.sum()


def _quantiles(curve: np.ndarray) -> np.ndarray:
    """The second of the day at which each share of a curve's sessions has begun."""
    so_far = np.insert(np.cumsum(curve), 0, 0) / curve.sum()
    return np.interp(MIDPOINTS, so_far, np.arange(25) * HOUR).astype(np.int32)


BEGINS = np.concatenate([_quantiles(curve) for curve in CURVES.reshape(-1, 24)])
BEGINS_OF_ALL = _quantiles(HOURS)


def begins(chronotype: np.ndarray, kind_of_day: np.ndarray | int, draw: np.ndarray) -> np.ndarray:
    """The second of the day at which a session would begin, by a draw of 16 bits."""
    row = (np.asarray(kind_of_day) * len(CHRONOTYPES) + chronotype).astype(np.int64)
    second: np.ndarray = BEGINS[row * SIZE + draw]
    return second


def _print_curves() -> None:
    """When sessions begin, by the viewer's own clock."""
    clock = [f"{(5 + hour) % 24:02}:00" for hour in range(24)]
    bars("Sessions of all", dict(zip(clock, (100 * HOURS / HOURS.sum()).tolist(), strict=True)))
    for name, part in zip(CHRONOTYPES, _claims() * HOURS, strict=True):
        shares = (100 * part / part.sum()).tolist()
        bars(f"Sessions of the {name} type", dict(zip(clock, shares, strict=True)))


if __name__ == "__main__":
    _print_curves()
