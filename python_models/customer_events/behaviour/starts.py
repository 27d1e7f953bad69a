"""When a viewer's sessions begin: at hours of their own, one after the other, with time between.

On most days each session draws its hour alone, so two of them may fall into one evening; the later
one then waits until the viewer comes back. On others they keep to parts of the day of their own.
All move forward as far as the day's end asks.
"""

from __future__ import annotations

import numpy as np

from customer_events.kit.arrays import owners, places
from customer_events.kit.charts import bars
from customer_events.kit.days import HOUR
from customer_events.kit.dice import SIZE, lognormal
from customer_events.values.behaviour import BEHAVIOUR

OWN = BEHAVIOUR.starts
MINUTE = 60
IDLE = MINUTE * (OWN.apart + lognormal(*OWN.idle))
SOON = MINUTE * lognormal(*OWN.soon)  # after a sign-up
KEEPS_APART = OWN.keeps_apart  # of the days
BUSY_AT_MOST = 22 * HOUR  # of a day, with the time between sessions

OF_A_DAY = 1 << 17  # more than the seconds of a day


def in_parts(drawn: np.ndarray, per_viewer: np.ndarray, apart: np.ndarray) -> np.ndarray:
    """The draws of sessions: of viewers who keep them apart, each from a part of its own.

    All draws of a viewer together are as even as they were.
    """
    parts = np.repeat(np.where(apart, per_viewer, 1), per_viewer)
    part = np.where(parts > 1, places(per_viewer), 0)
    return ((part * SIZE + drawn) // parts).astype(np.uint16)


def wishes(second: np.ndarray, per_viewer: np.ndarray) -> np.ndarray:
    """The seconds at which sessions would begin, in order for each viewer."""
    viewer = owners(per_viewer) * OF_A_DAY
    wished: np.ndarray = np.sort(viewer + second) - viewer
    return wished


def after_sign_up(
    wished: np.ndarray, per_viewer: np.ndarray, since: np.ndarray, soon: np.ndarray
) -> np.ndarray:
    """The wishes, but the first session of who signs up today follows soon.

    `since` is the second at which each viewer signs up, or 0.
    """
    signed_up = np.repeat(since, per_viewer)
    is_first = (places(per_viewer) == 0) & (signed_up > 0)
    return np.where(is_first, signed_up + soon, wished)


def spaced(
    wished: np.ndarray,
    day_seconds: np.ndarray,
    per_viewer: np.ndarray,
    lasts: np.ndarray,
    idle: np.ndarray,
) -> np.ndarray:
    """When each session starts, in seconds of the viewer's day; it is idle before each but one."""
    first = np.cumsum(per_viewer) - per_viewer
    start = wished.astype(np.int64)
    most = int(per_viewer.max(initial=0))
    for turn in range(1, most):
        now = (first + turn)[per_viewer > turn]
        start[now] = np.maximum(start[now], start[now - 1] + lasts[now - 1] + idle[now])
    ends = day_seconds.copy()
    for turn in reversed(range(most)):
        has = per_viewer > turn
        now = (first + turn)[has]
        start[now] = np.minimum(start[now], ends[has] - lasts[now])
        ends[has] = start[now] - idle[now]
    return start


def _print_curves() -> None:
    """How long viewers stay away between two sessions that fall together."""
    minutes = {f"{share}% within": np.quantile(IDLE, share / 100) / 60 for share in (10, 50, 90)}
    bars("Minutes between sessions", {name: float(each) for name, each in minutes.items()}, "")


if __name__ == "__main__":
    _print_curves()
