"""When a subscription is charged again: on the day of the month on which it began."""

from __future__ import annotations

import numpy as np

from customer_events.kit.dice import luck
from customer_events.values.behaviour import BEHAVIOUR

OWN = BEHAVIOUR.billing


def renews(start_day: np.ndarray, months: np.ndarray, day: int) -> np.ndarray:
    """Whether subscriptions that began on the days are charged again on a day.

    Where a month lacks the day, it is the month's last.
    """
    began, today = start_day.astype("datetime64[D]"), np.datetime64(day, "D")
    month = began.astype("datetime64[M]")
    passed = (today.astype("datetime64[M]") - month).astype(np.int64)
    of_month = (began - month.astype("datetime64[D]")).astype(np.int64)
    first = today.astype("datetime64[M]").astype("datetime64[D]")
    last = (today.astype("datetime64[M]") + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    due = np.minimum(of_month, (last - first).astype(np.int64))
    return (passed > 0) & (passed % months == 0) & (due == (today - first).astype(np.int64))


def fails(seed: int, number: np.ndarray, day: int) -> np.ndarray:
    """Whether the first attempt to charge users on a day fails."""
    return luck(seed, "payment fails", number, day) < OWN.fails
