"""How metrics reach the platform: by webhooks, at least once, late in bursts after an outage.

An outage lasts an hour and holds back everything that happens in it, by whole days. A webhook
that is not acknowledged in time is sent again. The truth about each stays beside the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from customer_events.kit.arrays import Columns, concatenate
from customer_events.kit.days import HOUR, batch_closes
from customer_events.kit.dice import SIZE, lognormal, luck
from customer_events.kit.ids import halves
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.response import WATCHED_FOR
from customer_events.parameters import Parameters
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from messaging.metrics import Metrics, make_metrics

OWN = BEHAVIOUR.webhooks
TAKES = lognormal(*OWN.takes)
LATE_AFTER, BURST = HOUR, 600  # seconds after the batch before closed; a burst takes so long
RETRIES_AFTER = 4  # seconds without an acknowledgment
RETRIES = 0.6  # of what comes twice: at once; the rest some days later

COPIES = (None, "retry", "sent again")
FIRST, RETRY, SENT_AGAIN = range(len(COPIES))
FAULTS = (None, "missing_delivery", "unknown_metric", "future_timestamp")
SOUND, NO_DELIVERY, NO_METRIC, IN_FUTURE = range(len(FAULTS))


@dataclass(frozen=True)
class Webhooks(Columns):
    """Metrics as they arrive, a row each."""

    metric: Metrics
    copy: np.ndarray
    fault: np.ndarray
    load_day: np.ndarray
    ingested_at: np.ndarray


class Inbox:
    """What webhooks bring in each batch.

    A batch is a function of its load day. What a day's sends bring to later batches is kept until
    the last of them, since load days mostly follow each other.
    """

    def __init__(self, outreach: Outreach) -> None:
        self.outreach, self.world = outreach, outreach.world
        self._rest: dict[BlockDay, tuple[int, Webhooks]] = {}

    def received(self, load_day: int) -> Iterator[Webhooks]:
        """The webhooks of a batch, block by block and send day by send day."""
        first = max(load_day - WATCHED_FOR - 1 - self.world.late_days, self.world.start)
        for block in self.world.blocks(load_day):
            parts = [
                self._of(BlockDay(self.world, day, block), load_day)
                for day in range(first, load_day + 1)
            ]
            yield concatenate(parts)

    def _of(self, at: BlockDay, load_day: int) -> Webhooks:
        """What a batch brings of a day's sends."""
        upto, rest = self._rest.pop(at, (NOTHING_YET, None))
        if rest is None or upto >= load_day:
            rest = arrivals(self.outreach, at)
        self._rest[at] = load_day, rest[np.flatnonzero(rest.load_day > load_day)]
        if load_day >= at.day + WATCHED_FOR + 1 + self.world.late_days:
            del self._rest[at]
        return rest[np.flatnonzero(rest.load_day == load_day)]


NOTHING_YET = -1


def arrivals(outreach: Outreach, at: BlockDay) -> Webhooks:
    """Every webhook of a block's sends of a day, whenever it arrives."""
    metrics = make_metrics(outreach, at)
    seed, late_days = outreach.world.seed, outreach.world.late_days
    dials = _dials(outreach, metrics.day)
    outage = luck(seed, "outage", metrics.at // HOUR) < dials["late_rate"]
    late_by = 1 + (luck(seed, "outage lasts", metrics.at // HOUR) * late_days).astype(np.int64)
    late = np.where(outage & (late_days > 0), late_by, 0)
    event = halves(metrics.event_id)
    first_day = metrics.day + late
    takes = TAKES[(luck(seed, "webhook takes", *event) * SIZE).astype(np.int64)]
    soon = metrics.at + takes.astype(np.int64)
    burst = batch_closes(first_day - 1) + LATE_AFTER
    burst += (luck(seed, "burst", *event) * BURST).astype(np.int64)
    first = Webhooks(
        metric=metrics,
        copy=np.full(len(metrics), FIRST),
        fault=_faults(seed, event, FIRST, dials["invalid_rate"]),
        load_day=first_day,
        ingested_at=np.where(late > 0, burst, np.minimum(soon, batch_closes(metrics.day) - 1)),
    )

    twice = luck(seed, "webhook twice", *event) < dials["duplicate_rate"]
    at_once = luck(seed, "webhook retried", *event) < RETRIES
    retry = np.flatnonzero(twice & at_once)
    again = np.flatnonzero(twice & ~at_once)
    retried = first[retry]
    until = batch_closes(retried.load_day) - 1
    retried = replace(
        retried,
        copy=np.full(len(retry), RETRY),
        ingested_at=np.minimum(retried.ingested_at + RETRIES_AFTER, until),
    )
    sent = first[again]
    left = late_days - late[again]
    waits = (luck(seed, "sent again after", *event)[again] * (left + 1)).astype(np.int64)
    minutes = (luck(seed, "sent again at", *event)[again] * 30).astype(np.int64) * 60
    later = np.where(
        waits > 0,
        batch_closes(sent.load_day + waits - 1) + LATE_AFTER + minutes,
        np.minimum(sent.ingested_at + 1_800 + minutes, batch_closes(sent.load_day) - 1),
    )
    sent = replace(
        sent,
        copy=np.full(len(again), SENT_AGAIN),
        fault=_faults(seed, event, SENT_AGAIN, dials["invalid_rate"])[again],
        load_day=sent.load_day + waits,
        ingested_at=later,
    )
    return concatenate([first, retried, sent])


def _faults(
    seed: int, event: tuple[np.ndarray, np.ndarray], copy: int, rate: np.ndarray
) -> np.ndarray:
    """What is wrong with each arrival."""
    drawn = luck(seed, "webhook fault", *event, copy)
    which = 1 + (luck(seed, "webhook fault kind", *event, copy) * IN_FUTURE).astype(np.int64)
    return np.where(drawn < rate, which, SOUND)


def _dials(outreach: Outreach, day: np.ndarray) -> dict[str, np.ndarray]:
    """The dials of the days on which things happen."""
    days, which = np.unique(day, return_inverse=True)
    parameters = [outreach.schedule.of(int(each)) for each in days]
    return {name: _column(parameters, name)[which] for name in DIALS}


DIALS = ("late_rate", "duplicate_rate", "invalid_rate")


def _column(parameters: list[Parameters], name: str) -> np.ndarray:
    return np.array([getattr(each, name) for each in parameters], dtype=float)
