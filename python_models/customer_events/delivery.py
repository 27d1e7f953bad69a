"""How events reach us: most at once, some late, some twice, some broken on the way.

What goes wrong is decided for a user's whole day, since a device sends a day's events together;
breakage strikes single events. The truth about each is kept beside the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_events.days import HOUR, batch_closes
from customer_events.dice import Dice, choices, lognormal
from customer_events.events import Events, events
from customer_events.people import BLOCK
from customer_events.sessions import PLAY
from customer_events.viewing import viewers

if TYPE_CHECKING:
    from customer_events.schedule import Schedule

UPLOAD_SECONDS = lognormal(median=12, sigma=1.1, low=1, high=1_500)
LATE_UPLOADS_UNTIL = 22 * HOUR  # after the close of the batch before
RESENT_AFTER = 1_800  # seconds and up to as many more, for the second copy

FAULTS = (
    None, "missing_user", "unknown_event_type", "future_timestamp", "negative_duration",
    "impossible_percentage", "missing_content",
)  # fmt: skip
SOUND, NO_USER, NO_TYPE, IN_FUTURE, NEGATIVE, IMPOSSIBLE, NO_CONTENT = range(len(FAULTS))
FAULT_OF_PLAY = choices([0, 1, 1, 1, 2, 1, 1])
FAULT_OF_OTHERS = choices([0, 2, 2, 1])


@dataclass(frozen=True)
class Delivery:
    """When the day's events of each user of a block reach us, in days after it."""

    first: np.ndarray
    again: np.ndarray  # -1 for never


def delivery(schedule: Schedule, day: int, block: int) -> Delivery:
    """What happens on the way to the events of each user's day."""
    parameters, late_days = schedule.of(day), schedule.world.late_days
    dice = Dice(schedule.world.seed, day, block)
    late = dice.chance("late", parameters.late_rate if late_days else 0.0, BLOCK)
    first = np.where(late, 1 + dice.draws("late by", BLOCK) % max(late_days, 1), 0)
    twice = dice.chance("twice", parameters.duplicate_rate, BLOCK)
    again = first + dice.draws("twice by", BLOCK) % (late_days - first + 1)
    return Delivery(first, np.where(twice, again, -1))


class Deliveries:
    """The events of a schedule as they arrive, one load day after the other."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule, self.world = schedule, schedule.world
        self._troubled: dict[tuple[int, int], Events] = {}

    def parts(self, load_day: int) -> list[tuple[int, int, int]]:
        """The (load day, viewing day, block)s that can have events in a batch."""
        first = max(load_day - self.world.late_days, self.world.start)
        days = range(first, load_day + 1)
        return [(load_day, day, block) for day in days for block in self.world.blocks(day)]

    def arrivals(self, load_day: int, day: int, block: int) -> list[Events]:
        """What arrives in a batch of a block's viewing day."""
        arrived = []
        if day == load_day:
            prompt, troubled = self._happened(day, block)
            arrived.append(self.arrive(prompt, load_day, day, block, copy=0))
            self._troubled[day, block] = troubled
        elif (day, block) in self._troubled:
            troubled = self._troubled[day, block]
        else:
            _, troubled = self._happened(day, block, troubled_only=True)
            self._troubled[day, block] = troubled
        if load_day == day + self.world.late_days:
            self._troubled.pop((day, block), None)
        for copy, after in enumerate(["first", "again"]):
            rows = np.flatnonzero(troubled[after] == load_day - day)
            if len(rows):
                arrived.append(self.arrive(troubled.take(rows), load_day, day, block, copy))
        return arrived

    def _happened(
        self, day: int, block: int, troubled_only: bool = False
    ) -> tuple[Events | None, Events]:
        """The events of a day, those that reach us as they should apart from the others."""
        world, sent = self.world, delivery(self.schedule, day, block)
        active = viewers(world, self.schedule.levels, day, block)
        is_prompt = ((sent.first == 0) & (sent.again < 0))[active.user]
        troubled = events(world, day, block, 2 * block + 1, active.take(~is_prompt))
        for after in ("first", "again"):
            troubled.columns[after] = getattr(sent, after)[troubled["user"]]
        if troubled_only:
            return None, troubled
        return events(world, day, block, 2 * block, active.take(is_prompt)), troubled

    def arrive(self, sent: Events, load_day: int, day: int, block: int, copy: int) -> Events:
        """The events as they stand in a batch: with their arrival, and broken where they broke."""
        count, columns = len(sent), dict(sent.columns)
        way = 1 + copy + 2 * (load_day - day) if columns.pop("first", None) is not None else 0
        columns.pop("again", None)
        dice = Dice(self.world.seed, day, block << 8 | way)
        user = columns["user"]
        opens, closes = batch_closes(load_day - 1), batch_closes(load_day)
        if load_day == day:
            ingested = columns["leaves_at"] + dice.pick("upload", UPLOAD_SECONDS, count).astype(int)
        else:
            moment = Dice(self.world.seed, day, block).uniform("late upload", BLOCK)[user]
            ingested = opens + (moment * LATE_UPLOADS_UNTIL).astype(int)
        if copy:  # after the first, should both come in the same batch
            ingested += RESENT_AFTER + dice.draws("resent", count) % RESENT_AFTER
        ingested = np.maximum(np.minimum(ingested, closes - 1), columns["leaves_at"])
        parameters = self.schedule.of(day)
        broken = np.flatnonzero(dice.chance("invalid", parameters.invalid_rate, count))
        drawn = dice.draws("fault", len(broken))
        of_play = columns["kind"][broken] == PLAY
        columns["fault"] = np.full(count, SOUND, dtype=np.int8)
        columns["fault"][broken] = np.where(of_play, FAULT_OF_PLAY[drawn], FAULT_OF_OTHERS[drawn])
        columns["day"] = np.full(count, day, dtype=np.int32)
        columns["profile_day"] = self.schedule.profile_day(block)[user].astype(np.int32)
        columns["copy"] = np.full(count, copy, dtype=np.int8)
        columns["load_day"] = np.full(count, load_day, dtype=np.int32)
        columns["ingested_at"] = ingested
        return Events(columns, sent.lists)
