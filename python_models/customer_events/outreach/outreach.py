"""What the days of a schedule hold of messages, each day and block made once and kept a while."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns, concatenate
from customer_events.kit.kept import kept
from customer_events.outreach.audience import Audience, make_audience
from customer_events.outreach.response import NO_TIME, WATCHED_FOR, Responses, make_responses
from customer_events.outreach.sends import Sends, Today, is_marketing, make_sends
from customer_events.outreach.tokens import Tokens, make_tokens
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.schedule import Schedule

DAYS_KEPT = 2 * (WATCHED_FOR + 2)  # of sends and what becomes of them
ACTS_FOR = 7  # days after the send
WANES = 2.0  # days: what is left after so many is 37%


@dataclass(frozen=True)
class Acting(Columns):
    """Messages that raise a rate of sessions, a row each."""

    user: np.ndarray
    day: np.ndarray  # of the send
    row: np.ndarray  # among the sends of that day
    share: np.ndarray  # by which it raises the rate

    @classmethod
    def none(cls) -> Acting:
        """No message."""
        nothing = np.empty(0, dtype=np.int64)
        return cls(nothing, nothing, nothing, np.empty(0))


class Outreach:
    """The messages of a schedule's days."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule, self.world = schedule, schedule.world

    @kept
    def audience(self, block: int) -> Audience:
        """The users of a block as those who send messages see them."""
        return make_audience(self.schedule, block)

    @kept
    def tokens(self, block: int) -> Tokens:
        """The push tokens of a block's users."""
        return make_tokens(self.world, block)

    @kept(at_most=DAYS_KEPT)
    def sends(self, at: BlockDay) -> Sends:
        """What is sent to the block on a day; before the first one, nothing."""
        if at.day < self.world.start:
            return Sends.none()
        people = at.people
        user = np.flatnonzero((people.signup_day <= at.day) & (people.deleted_day > at.day))
        return make_sends(
            Today(
                at=at,
                level=float(self.schedule.levels[at.day - self.world.start]),
                user=user,
                row=at.log.latest(at.day),
                audience=self.audience(at.block),
                tokens=self.tokens(at.block),
                series_news=lambda: user[:0],
            )
        )

    @kept(at_most=DAYS_KEPT)
    def responses(self, at: BlockDay) -> Responses:
        """What becomes of the block's sends of a day."""
        return make_responses(at, self.audience(at.block), self.tokens(at.block), self.sends(at))

    def lift(self, at: BlockDay) -> np.ndarray:
        """By what share the messages that each user of the block opened raise today's rate."""
        acting = self.acting(at)
        return np.bincount(acting.user, acting.share, minlength=BLOCK)

    def acting(self, at: BlockDay) -> Acting:
        """The messages that act on the block today.

        A marketing message acts from the viewing day after the one in which it was opened, and until a
        week after the send; nothing acts on what came before it.
        """
        effect = self.schedule.of(at.day).message_effect
        first = max(at.day - ACTS_FOR, self.world.start)
        marketing = is_marketing(self.world.lookups.reference.cio_campaigns)
        found = [Acting.none()]
        for day in range(first, at.day) if effect else ():
            sent = BlockDay(at.world, day, at.block)
            sends, opened_at = self.sends(sent), self.responses(sent).opened_at
            here = np.full(len(sends), at.day)
            zone = at.world.lookups.city_zone[at.people.city(sends.user, here)]
            acts = marketing[sends.action] & (opened_at != NO_TIME)
            acts &= opened_at < at.world.calendar.start(zone, at.day)
            row = np.flatnonzero(acts)
            share = np.full(len(row), effect * np.exp((day - at.day) / WANES))
            found.append(Acting(sends.user[row], np.full(len(row), day), row, share))
        return concatenate(found)
