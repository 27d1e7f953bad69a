"""How views and likes of posts arrive: with the same troubles as all that a device sends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.behaviour.feed import Reactions
from customer_events.delivery.way import (
    BLANKS,
    CAPITALS,
    FIRST,
    LATE_UPLOADS_UNTIL,
    RESENT_AFTER,
    SENT_AGAIN,
    SOUND,
    TIDY,
    UPLOAD_SECONDS,
    Arrived,
    Way,
    retries,
)
from customer_events.kit.arrays import Columns, concatenate
from customer_events.kit.days import batch_closes
from customer_events.world.block_day import BlockDay
from customer_events.world.schedule import Schedule


@dataclass(frozen=True)
class SentReactions(Columns):
    """Views and likes, with the way that each one takes."""

    reactions: Reactions
    first: np.ndarray
    again: np.ndarray
    retried: np.ndarray
    moment: np.ndarray

    @property
    def comes_later(self) -> np.ndarray:
        """The rows that come with a later batch, too."""
        return np.flatnonzero((self.first > 0) | (self.again > 0))


def send(reactions: Reactions, way: Way) -> SentReactions:
    """The views and likes with the ways that their users' devices take."""
    user = reactions.user
    return SentReactions(
        reactions, way.first[user], way.again[user], way.retried[user], way.moment[user]
    )


def arrive_reactions(
    at: BlockDay, schedule: Schedule, sent: SentReactions, load_day: int
) -> Arrived[Reactions]:
    """The views and likes that a batch brings of the day."""
    rows = np.flatnonzero(sent.first == load_day - at.day)
    first = _arrive(at, schedule, sent[rows], load_day, FIRST)
    rows_again = np.flatnonzero(sent.again == load_day - at.day)
    again = _arrive(at, schedule, sent[rows_again], load_day, SENT_AGAIN)
    return concatenate([first, again, retries(first, sent.retried[rows])])


def _arrive(
    at: BlockDay, schedule: Schedule, sent: SentReactions, load_day: int, copy: int
) -> Arrived[Reactions]:
    """The first or second copies that come in a batch, as they stand there."""
    reactions, number = sent.reactions, sent.reactions.number
    count, drawn = len(number), int(number.max(initial=-1)) + 1
    dice = at.dice(at.block << 8 | 1 + copy + 2 * (load_day - at.day))
    if load_day == at.day:
        upload = dice.pick("feed upload", UPLOAD_SECONDS, drawn)[number].astype(int)
        ingested = reactions.at + upload
    else:
        ingested = batch_closes(load_day - 1) + (sent.moment * LATE_UPLOADS_UNTIL).astype(int)
    if copy == SENT_AGAIN:
        ingested = ingested + RESENT_AFTER + dice.draws("resent", drawn)[number] % RESENT_AFTER
    luck = dice.words32("feed untidy", drawn)[number]
    struck = np.flatnonzero(luck < int(schedule.of(at.day).untidy_rate * 2**32))
    untidy = np.full(count, TIDY, dtype=np.int8)
    untidy[struck] = np.where(luck[struck] & 1, BLANKS, CAPITALS)
    return Arrived(
        happened=reactions,
        copy=np.full(count, copy, dtype=np.int8),
        fault=np.full(count, SOUND, dtype=np.int8),
        untidy=untidy,
        day=np.full(count, at.day, dtype=np.int32),
        load_day=np.full(count, load_day, dtype=np.int32),
        profile_day=schedule.profile_day(at.block)[reactions.user].astype(np.int32),
        ingested_at=np.maximum(np.minimum(ingested, batch_closes(load_day) - 1), reactions.at),
        arrival_number=np.zeros(count, dtype=np.int64),
    )
