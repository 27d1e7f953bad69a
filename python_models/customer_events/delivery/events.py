"""How events reach us: most at once, some late, some twice, some broken on the way.

What goes wrong is decided for a user's whole day, since a device sends a day's events together;
breakage and untidiness strike single arrivals. The truth about each is kept beside the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from customer_events.behaviour.events import Events, events
from customer_events.behaviour.sessions import PLAY
from customer_events.behaviour.viewing import viewers
from customer_events.kit.days import HOUR, batch_closes
from customer_events.kit.dice import Dice, choices, lognormal
from customer_events.world.people import BLOCK

if TYPE_CHECKING:
    from customer_events.world.schedule import Schedule

UPLOAD_SECONDS = lognormal(median=12, sigma=1.1, low=1, high=1_500)
LATE_UPLOADS_UNTIL = 22 * HOUR  # after the close of the batch before
RESENT_AFTER = 1_800  # seconds and up to as many more, for the second copy
RETRIES = 0.6  # of what comes twice: the upload itself, so the second copy is the first again

FAULTS = (
    None, "missing_user", "unknown_event_type", "future_timestamp", "negative_duration",
    "impossible_percentage", "missing_content", "missing_time", "missing_time", "too_late",
)  # fmt: skip
SOUND, NO_USER, NO_TYPE, IN_FUTURE, NEGATIVE, IMPOSSIBLE, NO_CONTENT = range(7)
NO_INSTANT, NO_ZONE, TOO_LATE = range(7, len(FAULTS))
FAULT_OF_PLAY = choices([0, 2, 2, 2, 4, 2, 2, 1, 1, 2])
FAULT_OF_OTHERS = choices([0, 4, 4, 2, 0, 0, 0, 1, 1, 2])

UNTIDINESS = (None, "blanks", "capitals", "bandwidth", "null_lists", "empty_text")
TIDY, BLANKS, CAPITALS, BANDWIDTH, NULL_LISTS, EMPTY_TEXT = range(len(UNTIDINESS))
UNTIDINESS_OF_PLAY = choices([0, 3, 2, 2, 2])
UNTIDINESS_OF_OTHERS = choices([0, 3, 2, 2, 2, 2])

FIRST, SENT_AGAIN, RETRY = range(3)  # which copy of the event it is
COPIES = (None, "sent again", "retry")


Troubled = dict[tuple[int, int], Events]  # by days to the arrival, and the first copy or the second


@dataclass(frozen=True)
class Delivery:
    """When the day's events of each user of a block reach us, in days after it."""

    first: np.ndarray
    again: np.ndarray  # -1 for never
    retried: np.ndarray  # whether the first copy came twice, the second one its very image
    moment: np.ndarray  # of a late upload, as a share of the time that there is for it


def delivery(schedule: Schedule, day: int, block: int) -> Delivery:
    """What happens on the way to the events of each user's day."""
    parameters, late_days = schedule.of(day), schedule.world.late_days
    dice = Dice(schedule.world.seed, day, block)
    late = dice.chance("late", parameters.late_rate if late_days else 0.0, BLOCK)
    late_by = 1 + dice.draws("late by", BLOCK).astype(np.int64) % max(late_days, 1)
    first = np.where(late, late_by, 0)
    twice = dice.chance("twice", parameters.duplicate_rate, BLOCK)
    retried = twice & dice.often("retry", RETRIES, BLOCK)
    again = first + dice.draws("twice by", BLOCK) % (late_days - first + 1)
    again = np.where(twice & ~retried, again, -1)
    return Delivery(first, again, retried, dice.uniform("late upload", BLOCK))


def _by_arrival(happened: Events, sent: Delivery) -> Troubled:
    """The events by the days to their arrival and the number of their copy."""
    user = happened["user"]
    happened.columns["moment"] = sent.moment[user]
    happened.columns["retried"] = sent.retried[user]
    delays = np.concatenate([sent.first[user], sent.again[user]])
    arrival = np.where(delays < 0, -1, 2 * delays + np.repeat([0, 1], len(user)))
    order = np.argsort(arrival, kind="stable")[np.count_nonzero(arrival < 0) :]
    in_order = happened.take(order % max(len(user), 1))
    counts = np.bincount(arrival[order])
    ends = np.cumsum(counts)
    return {
        (int(each) // 2, int(each) % 2): in_order.slice(ends[each] - counts[each], ends[each])
        for each in np.flatnonzero(counts)
    }


class Deliveries:
    """The events of a schedule as they arrive.

    What a batch holds is a function of its day. Load days mostly follow each other, so what a
    viewing day sends to later batches is kept until the last of them has been made; whoever asks
    in another order gets the same answer at the cost of making it again.
    """

    def __init__(self, schedule: Schedule, *, with_lists: bool = True) -> None:
        self.schedule, self.world = schedule, schedule.world
        self._events = partial(events, schedule.world, with_lists=with_lists)
        self._kept: dict[tuple[int, int], Troubled] = {}

    def parts(self, load_day: int) -> list[tuple[int, int, int]]:
        """The (load day, viewing day, block)s that can have events in a batch."""
        first = max(load_day - self.world.late_days, self.world.start)
        earlier = [day for day in range(first, load_day) if self._can_trouble(day)]
        days = [*earlier, load_day]
        return [(load_day, day, block) for day in days for block in self.world.blocks(day)]

    def _can_trouble(self, day: int) -> bool:
        """Whether events of a day can arrive in a later batch."""
        parameters = self.schedule.of(day)
        return parameters.late_rate > 0 or parameters.duplicate_rate > 0

    def arrivals(self, load_day: int, day: int, block: int) -> list[Events]:
        """What arrives in a batch of a block's viewing day."""
        arrived, troubled = [], self._kept.get((day, block))
        if load_day == day or troubled is None:
            prompt, troubled = self._happened(day, block, with_prompt=load_day == day)
            arrived += [self.arrive(each, load_day, day, block, FIRST) for each in prompt]
        for copy in (FIRST, SENT_AGAIN):
            sent = troubled.get((load_day - day, copy))
            if sent is not None:
                way = 1 + copy + 2 * (load_day - day)
                arrived.append(self.arrive(sent, load_day, day, block, copy, way))
                if copy == FIRST:
                    arrived.append(retries(arrived[-1], sent["retried"]))
        if load_day < day + self.world.late_days:
            self._kept[day, block] = troubled
        else:
            self._kept.pop((day, block), None)
        return arrived

    def _happened(
        self, day: int, block: int, *, with_prompt: bool
    ) -> tuple[list[Events], Troubled]:
        """The events of a day that reach us as they should, if asked for, and the others."""
        sent = delivery(self.schedule, day, block)
        active = viewers(self.world, self.schedule.levels, day, block)
        is_prompt = ((sent.first == 0) & (sent.again < 0) & ~sent.retried)[active.user]
        others = self._events(day, block, 2 * block + 1, active.take(~is_prompt))
        troubled = _by_arrival(others, sent)
        if not with_prompt:
            return [], troubled
        return [self._events(day, block, 2 * block, active.take(is_prompt))], troubled

    def arrive(
        self, sent: Events, load_day: int, day: int, block: int, copy: int, way: int = 0
    ) -> Events:
        """The events as they stand in a batch: with their arrival, and broken where they broke.

        Each way to a batch has a number of its own; 0 is the prompt one.
        """
        count, columns = len(sent), dict(sent.columns)
        dice = Dice(self.world.seed, day, block << 8 | way)
        moment = columns.pop("moment", None)
        columns.pop("retried", None)
        opens, closes = batch_closes(load_day - 1), batch_closes(load_day)
        if load_day == day:
            ingested = columns["leaves_at"] + dice.pick("upload", UPLOAD_SECONDS, count).astype(int)
        else:
            ingested = opens + (moment * LATE_UPLOADS_UNTIL).astype(int)
        if copy == SENT_AGAIN:  # after the first, should both come in the same batch
            ingested += RESENT_AFTER + dice.draws("resent", count) % RESENT_AFTER
        ingested = np.maximum(np.minimum(ingested, closes - 1), columns["leaves_at"])
        parameters, luck = self.schedule.of(day), dice.words32("invalid", count)
        broken = np.flatnonzero(luck < int(parameters.invalid_rate * 2**32))
        drawn = dice.draws("fault", len(broken))
        of_play = columns["kind"][broken] == PLAY
        columns["fault"] = np.full(count, SOUND, dtype=np.int8)
        columns["fault"][broken] = np.where(of_play, FAULT_OF_PLAY[drawn], FAULT_OF_OTHERS[drawn])
        untidy = np.flatnonzero(luck >= int((1 - parameters.untidy_rate) * 2**32))
        drawn = dice.draws("untidiness", len(untidy))
        of_play = columns["kind"][untidy] == PLAY
        columns["untidy"] = np.full(count, TIDY, dtype=np.int8)
        columns["untidy"][untidy] = np.where(
            of_play, UNTIDINESS_OF_PLAY[drawn], UNTIDINESS_OF_OTHERS[drawn]
        )
        columns["day"] = np.full(count, day, dtype=np.int32)
        columns["profile_day"] = self.schedule.profile_day(block)[columns["user"]].astype(np.int32)
        columns["copy"] = np.full(count, copy, dtype=np.int8)
        columns["load_day"] = np.full(count, load_day, dtype=np.int32)
        columns["ingested_at"] = ingested
        return Events(columns, sent.lists)


def number_arrivals(arrived: Events, so_far: int) -> int:
    """Number arrivals within their batch, as they are sent; returns how many there are by now.

    Nothing else tells a retry from the first copy.
    """
    last = so_far + len(arrived)
    arrived.columns["arrival_number"] = np.arange(so_far + 1, last + 1)
    return last


def retries(arrived: Events, retried: np.ndarray) -> Events:
    """The arrivals whose upload was tried again: the same once more, to the last byte."""
    again = arrived.take(np.flatnonzero(retried))
    again.columns["copy"] = np.full(len(again), RETRY, dtype=np.int8)
    return again
