"""How what a device holds reaches the platform: at once, late, twice, untidy or broken.

What goes wrong is decided for a user's whole day, since a device sends a day's events together;
breakage and untidiness strike single arrivals. The truth about each stays beside the data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.charts import bars
from customer_events.kit.days import HOUR, number
from customer_events.kit.dice import lognormal
from customer_events.parameters import Parameters
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK

UPLOAD_SECONDS = lognormal(median=14, sigma=1.1, low=1, high=1_500)
LATE_UPLOADS_UNTIL = 22 * HOUR  # after the close of the batch before
BURST = 0.08  # of that time, in which what an outage held comes
RESENT_AFTER = 1_800  # seconds and up to as many more, for the second copy
RETRIES = 0.6  # of what comes twice: the upload itself, so the second copy is the first again

FAULTS = (
    None, "missing_user", "unknown_event_type", "future_timestamp", "negative_duration",
    "impossible_percentage", "missing_content", "missing_time", "missing_time", "too_late",
)  # fmt: skip
SOUND, NO_USER, NO_TYPE, IN_FUTURE, NEGATIVE, IMPOSSIBLE, NO_CONTENT = range(7)
NO_INSTANT, NO_ZONE, TOO_LATE = range(7, len(FAULTS))

UNTIDINESS = (None, "blanks", "capitals", "bandwidth", "null_lists", "empty_text")
TIDY, BLANKS, CAPITALS, BANDWIDTH, NULL_LISTS, EMPTY_TEXT = range(len(UNTIDINESS))

COPIES = (None, "sent again", "retry")
FIRST, SENT_AGAIN, RETRY = range(len(COPIES))  # which copy of the event it is

QUANTILES = (10, 50, 90, 99)  # of uploads, to be printed

What = TypeVar("What", bound=Columns)


@dataclass(frozen=True)
class Way:
    """When the day's events of each user of a block arrive, in days after it."""

    first: np.ndarray
    again: np.ndarray  # -1 for never
    retried: np.ndarray  # whether the first copy came twice, the second one its very image
    moment: np.ndarray  # of a late upload, as a share of the time that there is for it
    held: np.ndarray  # whether an outage alone makes them late

    @cached_property
    def is_prompt(self) -> np.ndarray:
        """Whose events arrive as they should, but for an outage: at once, and once."""
        return ((self.first == 0) | self.held) & (self.again < 0) & ~self.retried


@dataclass(frozen=True)
class Arrived(Columns, Generic[What]):
    """What happened, an arrival a row, as it stands in the batch of a load day."""

    happened: What
    copy: np.ndarray
    fault: np.ndarray
    untidy: np.ndarray
    day: np.ndarray  # on which it happened
    load_day: np.ndarray
    profile_day: np.ndarray  # on which the user's profile arrives
    ingested_at: np.ndarray
    arrival_number: np.ndarray  # within the batch; 0 until it is numbered


def decide_delivery(at: BlockDay, parameters: Parameters) -> Way:
    """What happens on the way to the events of each user's day."""
    late_days, dice = at.world.late_days, at.dice()
    moment = dice.uniform("late upload", BLOCK)
    late = dice.chance("late", parameters.late_rate if late_days else 0.0, BLOCK)
    late_by = 1 + dice.draws("late by", BLOCK).astype(np.int64) % max(late_days, 1)
    first = np.where(late, late_by, 0)
    share = parameters.outage_share if is_outage(parameters, at.day) else 0.0
    held = (first == 0) & dice.chance("outage", share, BLOCK)
    first, moment = np.where(held, 1, first), np.where(held, moment * BURST, moment)
    twice = dice.chance("twice", parameters.duplicate_rate, BLOCK)
    retried = twice & dice.often("retry", RETRIES, BLOCK)
    again = first + dice.draws("twice by", BLOCK) % (late_days - first + 1)
    again = np.where(twice & ~retried, again, -1)
    return Way(first, again, retried, moment, held)


def is_outage(parameters: Parameters, day: int) -> bool:
    """Whether devices can't reach the platform on a viewing day."""
    on = parameters.outage_on
    return on is not None and number(on) == day


def retries(arrived: Arrived[What], retried: np.ndarray) -> Arrived[What]:
    """The arrivals whose upload was tried again: the same once more, to the last byte."""
    again = arrived[np.flatnonzero(retried)]
    return replace(again, copy=np.full(len(again), RETRY, dtype=np.int8))


def number_arrivals(arrived: Arrived[What], so_far: int) -> Arrived[What]:
    """Arrivals numbered as they are sent, after those of their batch so far.

    Nothing else tells a retry from the first copy.
    """
    return replace(arrived, arrival_number=np.arange(so_far + 1, so_far + len(arrived) + 1))


def _print_curves() -> None:
    """How late the events of a user's day arrive, by the default rates."""
    parameters = Parameters()
    late, days = 100 * parameters.late_rate, parameters.late_days
    bars(
        "User days by the day of their arrival",
        {"at once": 100 - late} | {f"{day} days late": late / days for day in range(1, days + 1)},
    )
    twice = {"twice, by a retry": RETRIES, "twice, sent again": 1 - RETRIES}
    bars(
        "User days that arrive twice",
        {way: 100 * parameters.duplicate_rate * share for way, share in twice.items()},
    )
    quantiles = {f"{each}% within": np.quantile(UPLOAD_SECONDS, each / 100) for each in QUANTILES}
    bars("Seconds of a prompt upload", {name: float(each) for name, each in quantiles.items()}, "")


if __name__ == "__main__":
    _print_curves()
