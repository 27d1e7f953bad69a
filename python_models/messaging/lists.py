"""My List: the films that users put aside to watch later, and take off again."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import HOUR
from customer_events.kit.dice import SIZE, luck
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.subscriptions import CANCEL
from messaging import schemas

ADDS = 0.07  # of subscribers, a day
STAYS = np.array([1, 3, 7, 14, 28])  # days until it is taken off, if it is
TAKEN_OFF = np.array([0.12, 0.12, 0.10, 0.08, 0.06])  # of what was added, after so many days
ACTIONS = ("added", "removed")
ADDED, REMOVED = range(len(ACTIONS))
FROM_HOUR, HOURS = 8, 15  # of the viewing day


def list_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """What a block's users put on their lists and take off on a viewing day."""
    world = outreach.world
    pieces = [(*_added(at), ADDED, at.day)]
    for stays, share in zip(STAYS.tolist(), TAKEN_OFF.tolist(), strict=True):
        if at.day - stays < world.start:
            continue
        user, content = _added(BlockDay(world, at.day - stays, at.block))
        low = np.cumsum(TAKEN_OFF)[np.flatnonzero(stays == STAYS)[0]] - share
        drawn = luck(world.seed, "list removed", at.people.first + user, at.day - stays)
        gone = (drawn >= low) & (drawn < low + share)
        gone &= (at.people.deleted_day[user] > at.day) & ~_has_left(at, content)
        pieces.append((user[gone], content[gone], REMOVED, at.day - stays))
    user = np.concatenate([each[0] for each in pieces])
    content = np.concatenate([each[1] for each in pieces])
    action = np.concatenate([np.full(len(each[0]), each[2]) for each in pieces])
    added_day = np.concatenate([np.full(len(each[0]), each[3]) for each in pieces])
    number = at.people.first + user
    drawn = luck(world.seed, "list at", number, at.day, action, added_day)
    instant = at.opens(user) + FROM_HOUR * HOUR + (drawn * HOURS * HOUR).astype(np.int64)
    order = np.lexsort((action, number, instant))
    user, content, action, added_day, number, instant = (
        each[order] for each in (user, content, action, added_day, number, instant)
    )
    sequence = number * 2 + action
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(world.seed, "list_change", added_day, sequence)),
        arrow.uuid(at.user_ids[user]),
        arrow.uuid(at.content_ids(content)),
        arrow.pooled(action, ACTIONS),
        arrow.instants(instant),
        arrow.dates(np.full(len(user), at.day)),
    ], schema=schemas.LISTS)  # fmt: skip


def _added(at: BlockDay) -> tuple[np.ndarray, np.ndarray]:
    """Who puts something on the list on a day, and what."""
    world, log, people = at.world, at.log, at.people
    latest = log.latest(at.day)
    there = (latest >= 0) & (log.kind[latest] != CANCEL) & (people.deleted_day > at.day)
    there &= log.start_day[latest] < at.day
    drawn = luck(world.seed, "list adds", people.first + np.arange(BLOCK), at.day)
    user = np.flatnonzero(there & (drawn < ADDS))
    dice = at.dice()
    country = world.lookups.city_country[people.city(user, np.full(len(user), at.day))]
    title = world.films(at.day).pick(
        country,
        log.services[latest[user]],
        people.traits.taste[user],
        (dice.draws("list film", BLOCK)[user] + 0.5) / SIZE,
    )
    return user, at.catalog.first[title]


def _has_left(at: BlockDay, content: np.ndarray) -> np.ndarray:
    """Whether a film is gone from the catalog by the day."""
    catalog = at.catalog
    left: np.ndarray = catalog.left_day[catalog.title[content]] <= at.day
    return left
