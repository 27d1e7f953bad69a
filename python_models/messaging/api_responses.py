"""What the product's API answers to an hourly sync: each attempt of each request.

How many requests an hour needs is not known here, since the calls are made from what the
warehouse holds; so there are answers for more requests than are made.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
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
TAKES, SIGMA = 180, 0.5  # milliseconds: median of a lognormal
GIVES_UP_AFTER = 10_000
LONGEST = 9_000
APART = 3  # seconds between requests
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
    waited = np.zeros(len(sync), dtype=np.int64)
    open_ = np.arange(len(sync))
    pieces = []
    for attempt in range(ATTEMPTS):
        keys = (sync_at[open_], request[open_], attempt)
        drawn = luck(seed, "api fails", *keys)
        chance = np.where(bad[open_], FAILS_THEN / FAILS.sum(), 1.0)
        fate = 1 + (drawn[:, None] > np.cumsum(FAILS) * chance[:, None]).sum(axis=1)
        fate = np.where((fate > len(FAILS)) | (attempt == ATTEMPTS - 1), OK, fate)
        normal = NORMAL[(luck(seed, "api takes", *keys) * SIZE).astype(np.int64)]
        takes = np.minimum(TAKES * np.exp(SIGMA * normal), LONGEST).astype(np.int64)
        takes = np.where(fate == TIMEOUT, GIVES_UP_AFTER, takes)
        at = sync_at[open_] + request[open_] * APART + waited[open_]
        number_of = np.full(len(open_), attempt)
        pieces.append((sync[open_], request[open_], number_of, fate, takes, at))
        failed = fate != OK
        waited[open_] += -(-takes // 1000) + WAITS * 2**attempt
        open_ = open_[failed]
    columns = [np.concatenate(each) for each in zip(*pieces, strict=True)]
    order = np.lexsort((columns[2], columns[1], columns[0]))
    sync, request, tried, fate, takes, at = (each[order] for each in columns)
    number = (sync * most + request) * ATTEMPTS + tried
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
