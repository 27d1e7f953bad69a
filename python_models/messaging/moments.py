"""What several tables ask: in which batch something is told, and what was played on a day."""

from __future__ import annotations

import numpy as np

from customer_events.behaviour.events import Happened
from customer_events.behaviour.sessions import PLAY
from customer_events.behaviour.viewing import who_watches
from customer_events.delivery.way import decide_delivery
from customer_events.engine import happened, in_parts
from customer_events.kit.arrays import concatenate
from customer_events.kit.days import BATCH_CLOSES_AT, DAY, batch_closes
from customer_events.kit.dice import luck
from customer_events.kit.ids import halves
from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay


def batch_of(instant: np.ndarray, start: int) -> np.ndarray:
    """The batch that is open at an instant; what was before the first day comes on it."""
    return np.maximum((instant - BATCH_CLOSES_AT) // DAY, start)


def within_batch(seed: int, name: str, day: np.ndarray, *keys: np.ndarray | int) -> np.ndarray:
    """An instant at random while the batch of each day is open."""
    drawn: np.ndarray = batch_closes(day - 1) + (luck(seed, name, *keys) * DAY).astype(np.int64)
    return drawn


def signed_up_at(at: BlockDay) -> np.ndarray:
    """When each user of a block signed up; no time that counts for those who come much later."""
    log = at.log
    return log.at[np.minimum(log.first[:-1], len(log.at) - 1)]


def plays(outreach: Outreach, at: BlockDay) -> Happened:
    """What a block's users play on a viewing day, sound or not, in the order of their ids."""
    viewers = who_watches(at, outreach.schedule.levels, outreach.lift(at))
    way = decide_delivery(at, outreach.schedule.of(at.day))
    parts = in_parts(at, way, viewers)
    events = concatenate([happened(at, *each, with_lists=False) for each in parts])
    return events[np.flatnonzero(events.kind == PLAY)]


def number_in_block(event_id: np.ndarray) -> np.ndarray:
    """A number for each event of a block's day, which has two shards, from its id."""
    high, low = halves(event_id)
    return (low & 0xFFFFFFFF) * 2 + (high & 1)
