"""What Customer.IO's API answers to an hourly sync: each attempt of each request.

The sync sends a request when the one before it was answered. How many an hour needs is not known
here, since the calls are made from what the warehouse holds; so there are answers for more requests
than are made.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.arrays import running_totals
from customer_events.kit.days import DAY, HOUR
from customer_events.kit.dice import NORMAL, SIZE, luck
from customer_events.kit.ids import uuids
from customer_events.world.schedule import Schedule
from messaging import schemas

SYNCS = 41  # of a batch: each hour from its date on until it has closed
ATTEMPTS = 5  # the last of which succeeds
REQUESTS_AN_EVENT = 0.002  # of a day's events: enough for the busiest hour
REQUESTS_A_USER = 0.02  # of the users there on the first day, who come all at once
SPARE = 8  # each kind of source has a job of its own in an hour

OK, BUSY, ERROR, UNAVAILABLE, TIMEOUT = range(5)
STATUSES = np.array([200, 429, 500, 503, 0])  # a request without an answer has none
SAYS = ("accepted", "too many requests", "internal server error", "service unavailable",
        "no answer in time")  # fmt: skip
FAILS = np.array([0.015, 0.003, 0.004, 0.003])  # of attempts, by what goes wrong
BAD_HOURS, FAILS_THEN = 0.008, 0.55
TAKES = np.array([165, 25, 420, 70, 0])  # milliseconds, by status: median of a lognormal...
SIGMA = np.array([0.35, 0.3, 0.8, 0.5, 0])
LOAD = 0.35  # ...which differs by the hour, as a sigma
QUEUES, QUEUED = 0.06, 6.0  # of answers wait behind something, and take so many times as long
GIVES_UP_AFTER = 10_000
LONGEST = 9_000
EXPORTS_FOR = 25, 0.5  # seconds until the first request: median and sigma of a lognormal
PREPARES_FOR = 1.6, 0.6  # seconds between an answer and the next request
WAITS = 2  # seconds after the first failure, then twice as long each time


def response_rows(schedule: Schedule, day: int) -> pa.RecordBatch:
    """The answers of a batch's syncs."""
    seed, world = schedule.world.seed, schedule.world
    most = SPARE + int(schedule.of(day).events_per_day * REQUESTS_AN_EVENT)
    if day == world.start:
        most += int(world.users.count(day) * REQUESTS_A_USER)
    sync, request = (each.ravel() for each in np.indices((SYNCS, most)))
    sync_at = day * DAY + sync * HOUR
    bad = luck(seed, "api bad hour", sync_at) < BAD_HOURS
    load = np.exp(LOAD * _normal(seed, "api load", sync_at))
    waited = np.zeros(len(sync), dtype=np.int64)
    open_ = np.arange(len(sync))
    pieces = []
    for attempt in range(ATTEMPTS):
        keys = (sync_at[open_], request[open_], attempt)
        drawn = luck(seed, "api fails", *keys)
        chance = np.where(bad[open_], FAILS_THEN / FAILS.sum(), 1.0)
        fate = 1 + (drawn[:, None] > np.cumsum(FAILS) * chance[:, None]).sum(axis=1)
        fate = np.where((fate > len(FAILS)) | (attempt == ATTEMPTS - 1), OK, fate)
        takes = TAKES[fate] * load[open_] * np.exp(SIGMA[fate] * _normal(seed, "api takes", *keys))
        takes *= np.where(luck(seed, "api queue", *keys) < QUEUES, QUEUED, 1.0)
        takes = np.clip(takes, 1, LONGEST).astype(np.int64)
        takes = np.where(fate == TIMEOUT, GIVES_UP_AFTER, takes)
        number_of = np.full(len(open_), attempt)
        pieces.append((open_, number_of, fate, takes, waited[open_]))
        failed = fate != OK
        waited[open_] += -(-takes // 1000) + np.where(failed, WAITS * 2**attempt, 0)
        open_ = open_[failed]
    pauses = np.where(
        request == 0,
        _lognormal(seed, "api exports", EXPORTS_FOR, sync_at, request),
        _lognormal(seed, "api prepares", PREPARES_FOR, sync_at, request),
    ).astype(np.int64)
    begins = sync_at + pauses + running_totals(pauses + waited, np.full(SYNCS, most))
    row, tried, fate, takes, since = (np.concatenate(each) for each in zip(*pieces, strict=True))
    order = np.lexsort((tried, row))
    row, tried, fate, takes, since = (each[order] for each in (row, tried, fate, takes, since))
    sync, request, at = sync[row], request[row], begins[row] + since
    number = row * ATTEMPTS + tried
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(seed, "api_response", day, number)),
        arrow.instants(day * DAY + sync * HOUR),
        arrow.numbers(request + 1, pa.int32()),
        arrow.numbers(tried + 1, pa.int32()),
        arrow.numbers(STATUSES[fate], pa.int32(), fate == TIMEOUT),
        arrow.pooled(fate, SAYS),
        arrow.numbers(takes, pa.int32()),
        arrow.numbers(WAITS * 2**tried, pa.int32(), fate != BUSY),
        arrow.instants(at),
        arrow.dates(np.full(len(at), day)),
    ], schema=schemas.API_RESPONSES)  # fmt: skip


def _normal(seed: int, name: str, *keys: np.ndarray | int) -> np.ndarray:
    """Numbers of a standard normal distribution."""
    normal: np.ndarray = NORMAL[(luck(seed, name, *keys) * SIZE).astype(np.int64)]
    return normal


def _lognormal(
    seed: int, name: str, spread: tuple[float, float], *keys: np.ndarray | int
) -> np.ndarray:
    """Numbers of a lognormal distribution, by its median and sigma."""
    median, sigma = spread
    numbers: np.ndarray = median * np.exp(sigma * _normal(seed, name, *keys))
    return numbers
