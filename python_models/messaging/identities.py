"""Identities: visits before sign-up that turn out to be somebody's, and accounts that are one person's.

A second account goes on as before in the platform's own systems, as accounts do that a household
keeps apart; only the tool that sends messages takes the two for one.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import DAY, HOUR
from customer_events.kit.dice import luck, wait
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from messaging import schemas
from messaging.moments import batch_of, signed_up_at

KINDS = ("anonymous", "duplicate")
ANONYMOUS, DUPLICATE = range(len(KINDS))
METHODS = ("signup", "email_match", "device_match")
VISITED_BEFORE = 0.7  # of those who sign up
VISITS, EVENTS_A_VISIT = 3, 6  # at most
REMEMBERED_FOR = 30 * DAY  # what an anonymous visitor does is kept so long

DUPLICATES = 0.005  # of users: a second account of somebody who came before
CHAINS = 0.05  # of them: a second account of a second account
EARLIER = 400  # users who came right before, of whom one has the first account
FOUND_AFTER = 12.0  # days, on average


def identity_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """Who was recognized in the batch of a day."""
    world, seed, people = outreach.world, outreach.world.seed, at.people
    number = people.first + np.arange(BLOCK)
    began_at = signed_up_at(at)

    def draw(name: str) -> np.ndarray:
        return luck(seed, f"identity {name}", number)

    signs_up = people.signup_day == at.day
    visitor = np.flatnonzero(signs_up & (draw("visited") < VISITED_BEFORE))
    first, second = _pairs(seed, people.signup_day, number, at.day)
    after = 1 + wait(draw("found")[second], FOUND_AFTER)
    found_at = began_at[second] + (after * DAY).astype(np.int64)
    alive = (found_at < people.deleted_at[second]) & (found_at < people.deleted_at[first])
    now = np.flatnonzero(alive & (batch_of(found_at, world.start) == at.day))
    first, second, found_at = first[now], second[now], found_at[now]

    user = np.concatenate([visitor, first])
    other = np.concatenate([visitor, second])
    kind = np.repeat([ANONYMOUS, DUPLICATE], [len(visitor), len(first)])
    instant = np.concatenate([began_at[visitor], found_at])
    order = np.lexsort((kind, other, instant))
    user, other, kind, instant = user[order], other[order], kind[order], instant[order]
    is_visit = kind == ANONYMOUS
    visits = 1 + (draw("visits")[other] * VISITS).astype(np.int64)
    events = visits + (draw("events")[other] * visits * EVENTS_A_VISIT).astype(np.int64)
    last = instant - 60 - (draw("last seen")[other] * 2 * HOUR).astype(np.int64)
    first_seen = last - np.where(
        visits > 1, (draw("first seen")[other] * (REMEMBERED_FOR - DAY)).astype(np.int64), 900
    )
    method = np.where(is_visit, 0, 1 + (draw("method")[other] < 0.35))
    sure = np.where(is_visit, 1.0, np.round(0.7 + 0.3 * draw("sure")[other], 2))
    signup, sequence = people.signup_day[other], number[other]
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(seed, "identity", signup, sequence * len(KINDS) + kind)),
        arrow.pooled(kind, KINDS),
        arrow.uuid(at.user_ids[user]),
        arrow.uuid(uuids(seed, "anonymous", signup, sequence), ~is_visit),
        arrow.uuid(at.user_ids[other], is_visit),
        arrow.pooled(method, METHODS),
        arrow.numbers(sure, pa.float64()),
        arrow.numbers(visits, pa.int32(), ~is_visit),
        arrow.numbers(events, pa.int32(), ~is_visit),
        arrow.instants(first_seen, ~is_visit),
        arrow.instants(last, ~is_visit),
        arrow.instants(instant),
        arrow.dates(np.full(len(user), at.day)),
    ], schema=schemas.IDENTITIES)  # fmt: skip


def _pairs(
    seed: int, signup_day: np.ndarray, number: np.ndarray, day: int
) -> tuple[np.ndarray, np.ndarray]:
    """Accounts that are one person's: the earlier and the later one, of a block."""
    there = int((signup_day <= day).sum())
    second = np.flatnonzero(luck(seed, "identity duplicate", number[:there]) < DUPLICATES)
    second = second[second > 0]
    back = 1 + (luck(seed, "identity back", number[second]) * EARLIER).astype(np.int64)
    first = np.maximum(second - back, 0)
    chained = luck(seed, "identity chain", number[second]) < CHAINS
    place = np.arange(len(second))
    return np.where(chained & (place > 0), second[np.maximum(place - 1, 0)], first), second
