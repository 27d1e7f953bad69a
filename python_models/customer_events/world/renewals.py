"""When a subscription is charged again: on the day of the month on which it began.

Where a month lacks the day, it is the month's last.
"""

from __future__ import annotations

import numpy as np


def next_renewal(start_day: np.ndarray, months: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The first renewal on or after a day, of subscriptions that began before it."""
    began, asked = start_day.astype("datetime64[D]"), np.asarray(day).astype("datetime64[D]")
    first_month = began.astype("datetime64[M]")
    passed = (asked.astype("datetime64[M]") - first_month).astype(np.int64)
    payments = np.maximum(-(-passed // months), 1)
    renewal = _in_month(began, first_month + payments * months)
    too_early = renewal < asked
    later = _in_month(began, first_month + (payments + 1) * months)
    days: np.ndarray = np.where(too_early, later, renewal).astype(np.int64)
    return days


def renews(start_day: np.ndarray, months: np.ndarray, day: int) -> np.ndarray:
    """Whether subscriptions that began on the days renew on a day."""
    began, asked = start_day.astype("datetime64[D]"), np.datetime64(day, "D")
    month = asked.astype("datetime64[M]")
    passed = (month - began.astype("datetime64[M]")).astype(np.int64)
    return (passed > 0) & (passed % months == 0) & (_in_month(began, month) == asked)


def _in_month(began: np.ndarray, month: np.ndarray) -> np.ndarray:
    """The day of a month, or of each one's own, on which a subscription renews."""
    of_month = began - began.astype("datetime64[M]").astype("datetime64[D]")
    last = (month + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    return np.minimum(month.astype("datetime64[D]") + of_month, last)
