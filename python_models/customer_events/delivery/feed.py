"""How views and likes of posts reach us: with the same troubles as all that a device sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_events.behaviour.events import Events, concatenate
from customer_events.behaviour.feed import post_events
from customer_events.delivery.events import (
    BLANKS,
    CAPITALS,
    FIRST,
    LATE_UPLOADS_UNTIL,
    RESENT_AFTER,
    SENT_AGAIN,
    TIDY,
    UPLOAD_SECONDS,
    delivery,
    retries,
)  # fmt: skip
from customer_events.kit.days import batch_closes
from customer_events.kit.dice import Dice
from customer_events.kit.ids import uuids

if TYPE_CHECKING:
    from customer_events.world.schedule import Schedule

TRAVELS = ("user", "post", "kind", "at", "faults", "number", "retried")  # of what happened


class FeedDeliveries:
    """Views and likes as they arrive.

    What a batch holds is a function of its day, as it is of other events; what comes late or
    again is kept until the last batch that can bring it has been made.
    """

    def __init__(self, schedule: Schedule) -> None:
        self.schedule, self.world = schedule, schedule.world
        self._kept: dict[tuple[int, int], Events] = {}

    def arrivals(self, load_day: int, block: int) -> Events:
        """What arrives from a block's viewers in the batch of a day."""
        first = max(load_day - self.world.late_days, self.world.start)
        days = range(first, load_day + 1)
        return concatenate([self._of_day(block, day, load_day) for day in days])

    def _of_day(self, block: int, day: int, load_day: int) -> Events:
        happened = self._kept.get((day, block))
        if load_day == day or happened is None:
            happened = post_events(self.schedule, day, block)
            sent, user = delivery(self.schedule, day, block), happened["user"]
            happened.columns.update({name: way[user] for name, way in vars(sent).items()})
        if load_day < day + self.world.late_days:
            troubled = (happened["first"] > 0) | (happened["again"] > 0)
            self._kept[day, block] = happened.take(np.flatnonzero(troubled))
        else:
            self._kept.pop((day, block), None)
        first = self._arrive(happened, load_day, day, block, FIRST)
        again = self._arrive(happened, load_day, day, block, SENT_AGAIN)
        return concatenate([first, again, retries(first, first["retried"])])

    def _arrive(self, happened: Events, load_day: int, day: int, block: int, copy: int) -> Events:
        """The events whose first or second copy comes in a batch, as they stand there."""
        delays = happened["again" if copy else "first"]
        rows = np.flatnonzero(delays == load_day - day)
        columns = {name: happened[name][rows] for name in TRAVELS}
        user, number, at = columns["user"], columns["number"], columns["at"]
        count, drawn = len(at), int(number.max(initial=-1)) + 1
        dice = Dice(self.world.seed, day, block << 8 | 1 + copy + 2 * (load_day - day))
        if load_day == day:
            ingested = at + dice.pick("feed upload", UPLOAD_SECONDS, drawn)[number].astype(int)
        else:
            late = (happened["moment"][rows] * LATE_UPLOADS_UNTIL).astype(int)
            ingested = batch_closes(load_day - 1) + late
        if copy:
            ingested = ingested + RESENT_AFTER + dice.draws("resent", drawn)[number] % RESENT_AFTER
        luck = dice.words32("feed untidy", drawn)[number]
        untidy = np.flatnonzero(luck < int(self.schedule.of(day).untidy_rate * 2**32))
        columns["untidy"] = np.full(count, TIDY, dtype=np.int8)
        columns["untidy"][untidy] = np.where(luck[untidy] & 1, BLANKS, CAPITALS)
        columns["event_id"] = uuids(self.world.seed, "post_event", day, number, block)
        columns["user_id"] = self.world.user_ids(block)[user]
        columns["day"] = np.full(count, day, dtype=np.int32)
        columns["profile_day"] = self.schedule.profile_day(block)[user].astype(np.int32)
        columns["copy"] = np.full(count, copy, dtype=np.int8)
        columns["load_day"] = np.full(count, load_day, dtype=np.int32)
        columns["ingested_at"] = np.maximum(np.minimum(ingested, batch_closes(load_day) - 1), at)
        return Events(columns, lists={})
