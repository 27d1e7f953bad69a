"""Privacy requests: what users ask under the law of their country, state by state.

A fifth of the account deletions are formal requests, and 1.5% of users a year ask for their data.
Both are more than the 859 requests per million people and year that DataGrail counted in 2024: at
that rate a world of 5,000 users would see four a year.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import DAY, HOUR, NEVER
from customer_events.kit.dice import by_share, luck, wait
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from messaging import schemas
from messaging.moments import batch_of, signed_up_at, within_batch

FORMAL = 0.20  # of the account deletions
ASKS_EVERY = 365 / 0.015  # days, on average, for everything but deletions

KINDS = ("access", "portability", "rectification", "deletion")
SHARES = np.array([0.7, 0.2, 0.1])
ACCESS, PORTABILITY, RECTIFICATION, DELETION = range(len(KINDS))
STATUSES = ("received", "verified", "processing", "completed", "rejected")
RECEIVED, VERIFIED, PROCESSING, COMPLETED, REJECTED = range(len(STATUSES))
CHANNELS = ("user_portal", "email", "letter")
CHANNEL_SHARES = np.array([0.72, 0.24, 0.04])
CHECKS = ("email_verification", "identity_document")
UNVERIFIED = 0.06  # of what is not a deletion: rejected
TAKES, MOST_DAYS = 9.0, 43  # days to complete: on average and at most; some miss the law's month
BYTES = (15_000, 900_000)


def privacy_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """What happened to the requests of a block in the batch of a day."""
    world, seed, people = outreach.world, outreach.world.seed, at.people
    number = people.first + np.arange(BLOCK)

    def draw(name: str) -> np.ndarray:
        return luck(seed, f"privacy {name}", number)

    takes = np.minimum(1 + wait(draw("takes"), TAKES), MOST_DAYS) * DAY
    pieces = []
    for is_deletion in (False, True):
        if is_deletion:
            there = (draw("formal") < FORMAL) & (people.deleted_day < NEVER)
            done_at = people.deleted_at.astype(np.int64)
            asked_at = np.maximum(done_at - takes.astype(np.int64), signed_up_at(at) + HOUR)
            kind, rejected = np.full(BLOCK, DELETION), np.zeros(BLOCK, dtype=bool)
        else:
            day = people.signup_day + 2 + wait(draw("asks"), ASKS_EVERY).astype(np.int64)
            asked_at = within_batch(seed, "privacy asked at", day, number)
            done_at = asked_at + takes.astype(np.int64)
            there = (done_at < people.deleted_at) | (people.deleted_day >= NEVER)
            there &= day < NEVER
            kind = by_share(draw("kind"), SHARES)
            rejected = draw("rejected") < UNVERIFIED
        span = done_at - asked_at
        states = (
            (RECEIVED, asked_at, there),
            (VERIFIED, asked_at + (span * 0.1).astype(np.int64), there & ~rejected),
            (PROCESSING, asked_at + (span * 0.4).astype(np.int64), there & ~rejected),
            (COMPLETED, done_at, there & ~rejected),
            (REJECTED, done_at, there & rejected),
        )
        for status, instant, happens in states:
            user = np.flatnonzero(happens)
            user = user[batch_of(instant[user], world.start) == at.day]
            pieces.append((user, kind[user], np.full(len(user), status), instant[user]))
    columns = [np.concatenate(each) for each in zip(*pieces, strict=True)]
    order = np.lexsort((columns[2], columns[0], columns[3]))
    user, kind, state, instant = (each[order] for each in columns)
    sequence = number[user] * 2 + (kind == DELETION)
    low, high = BYTES
    size = (low + draw("bytes")[user] * (high - low)).astype(np.int64)
    has_answer = (state == COMPLETED) & np.isin(kind, (ACCESS, PORTABILITY))
    channel = by_share(draw("channel"), CHANNEL_SHARES)[user]
    check = (draw("check")[user] < 0.2) | (channel == 2)
    country = world.lookups.city_country[people.city(user, np.full(len(user), at.day))]
    countries = world.lookups.reference.countries.country_code
    signup = people.signup_day[user]
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(seed, "privacy_change", signup, sequence * len(STATUSES) + state)),
        arrow.uuid(uuids(seed, "privacy_request", signup, sequence)),
        arrow.uuid(at.user_ids[user]),
        arrow.pooled(kind, KINDS),
        arrow.pooled(state, STATUSES),
        arrow.pooled(channel, CHANNELS),
        arrow.pooled(check.astype(int), CHECKS),
        arrow.pooled(country, countries),
        arrow.numbers(size, pa.int64(), ~has_answer),
        arrow.instants(instant),
        arrow.dates(np.full(len(user), at.day)),
    ], schema=schemas.PRIVACY_REQUESTS)  # fmt: skip
