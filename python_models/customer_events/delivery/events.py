"""How customer events arrive: by the day of their arrival, and broken where they broke."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.behaviour.events import Happened
from customer_events.behaviour.sessions import PLAY
from customer_events.delivery.way import (
    FIRST,
    LATE_UPLOADS_UNTIL,
    RESENT_AFTER,
    SENT_AGAIN,
    SOUND,
    TIDY,
    UPLOAD_SECONDS,
    Arrived,
    Way,
)
from customer_events.kit.arrays import Columns
from customer_events.kit.days import batch_closes
from customer_events.kit.dice import choices
from customer_events.world.block_day import BlockDay
from customer_events.world.schedule import Schedule

FAULT_OF_PLAY = choices([0, 2, 2, 2, 4, 2, 2, 1, 1, 2])
FAULT_OF_OTHERS = choices([0, 4, 4, 2, 0, 0, 0, 1, 1, 2])
UNTIDINESS_OF_PLAY = choices([0, 3, 2, 2, 2])
UNTIDINESS_OF_OTHERS = choices([0, 3, 2, 2, 2, 2])


@dataclass(frozen=True)
class Troubled(Columns):
    """Events that don't arrive as they should."""

    happened: Happened
    moment: np.ndarray  # of a late upload, as a share of the time that there is for it
    retried: np.ndarray  # whether the upload was tried again


ByArrival = dict[tuple[int, int], Troubled]  # by days to the arrival, and which copy it is


def by_arrival(happened: Happened, way: Way) -> ByArrival:
    """The events by the days to their arrival and the number of their copy."""
    user = happened.user
    troubled = Troubled(happened, way.moment[user], way.retried[user])
    delays = np.concatenate([way.first[user], way.again[user]])
    arrival = np.where(delays < 0, -1, 2 * delays + np.repeat([FIRST, SENT_AGAIN], len(user)))
    order = np.argsort(arrival, kind="stable")[np.count_nonzero(arrival < 0) :]
    in_order = troubled[order % max(len(user), 1)]
    counts = np.bincount(arrival[order])
    ends = np.cumsum(counts)
    return {
        (int(each) // 2, int(each) % 2): in_order[ends[each] - counts[each] : ends[each]]
        for each in np.flatnonzero(counts)
    }


def arrive(
    at: BlockDay,
    schedule: Schedule,
    happened: Happened,
    load_day: int,
    copy: int = FIRST,
    moment: np.ndarray | None = None,
) -> Arrived[Happened]:
    """The events as they stand in a batch; those without a moment arrive as they should.

    Each way to a batch has streams of its own; the first are those of the prompt way.
    """
    count, parameters = len(happened), schedule.of(at.day)
    way = 0 if moment is None else 1 + copy + 2 * (load_day - at.day)
    dice = at.dice(at.block << 8 | way)
    opens, closes = batch_closes(load_day - 1), batch_closes(load_day)
    if load_day == at.day or moment is None:
        ingested = happened.leaves_at + dice.pick("upload", UPLOAD_SECONDS, count).astype(int)
    else:
        ingested = opens + (moment * LATE_UPLOADS_UNTIL).astype(int)
    if copy == SENT_AGAIN:  # after the first, should both come in the same batch
        ingested += RESENT_AFTER + dice.draws("resent", count) % RESENT_AFTER

    luck = dice.words32("invalid", count)
    broken = np.flatnonzero(luck < int(parameters.invalid_rate * 2**32))
    drawn, of_play = dice.draws("fault", len(broken)), happened.kind[broken] == PLAY
    fault = np.full(count, SOUND, dtype=np.int8)
    fault[broken] = np.where(of_play, FAULT_OF_PLAY[drawn], FAULT_OF_OTHERS[drawn])

    struck = np.flatnonzero(luck >= int((1 - parameters.untidy_rate) * 2**32))
    drawn, of_play = dice.draws("untidiness", len(struck)), happened.kind[struck] == PLAY
    untidy = np.full(count, TIDY, dtype=np.int8)
    untidy[struck] = np.where(of_play, UNTIDINESS_OF_PLAY[drawn], UNTIDINESS_OF_OTHERS[drawn])
    return Arrived(
        happened=happened,
        copy=np.full(count, copy, dtype=np.int8),
        fault=fault,
        untidy=untidy,
        day=np.full(count, at.day, dtype=np.int32),
        load_day=np.full(count, load_day, dtype=np.int32),
        profile_day=schedule.profile_day(at.block)[happened.user].astype(np.int32),
        ingested_at=np.maximum(np.minimum(ingested, closes - 1), happened.leaves_at),
        arrival_number=np.zeros(count, dtype=np.int64),
    )
