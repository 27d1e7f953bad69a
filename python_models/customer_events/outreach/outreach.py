"""What the days of a schedule hold of messages, each day and block made once and kept a while."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from customer_events.kit.arrays import Columns, concatenate
from customer_events.kit.days import DAY
from customer_events.kit.kept import kept
from customer_events.outreach.audience import Audience, make_audience
from customer_events.outreach.news import series_news
from customer_events.outreach.response import NO_TIME, Responses, make_responses, would_open
from customer_events.outreach.sends import Sends, Today, make_marketing, make_transactional
from customer_events.outreach.tokens import Tokens, make_tokens
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world import experiment
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.schedule import Schedule

SENDS_KEPT, OPENS_KEPT = 64, 4_096  # block days, of all sends and of the few that act
OWN = BEHAVIOUR.outreach


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


@dataclass(frozen=True)
class Opens(Columns):
    """Messages that people opened, a row each."""

    user: np.ndarray
    row: np.ndarray  # among the sends of their day
    at: np.ndarray


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

    @kept(at_most=SENDS_KEPT)
    def sends(self, at: BlockDay) -> Sends:
        """What is sent to the block on a day, marketing first; before the first one, nothing."""
        if at.day < self.world.start:
            return Sends.none()
        return concatenate([self.marketing(at), make_transactional(self._today(at))])

    @kept(at_most=SENDS_KEPT)
    def marketing(self, at: BlockDay) -> Sends:
        """Those of the sends that can act on viewing."""
        return make_marketing(self._today(at))

    def _today(self, at: BlockDay) -> Today:
        people = at.people
        return Today(
            at=at,
            levels=self.schedule.levels,
            user=np.flatnonzero((people.signup_day <= at.day) & (people.deleted_day > at.day)),
            row=at.log.latest(at.day),
            audience=self.audience(at.block),
            tokens=self.tokens(at.block),
            series_news=partial(series_news, at, self.schedule.levels),
        )

    @kept(at_most=SENDS_KEPT)
    def responses(self, at: BlockDay) -> Responses:
        """What becomes of the block's sends of a day."""
        return make_responses(at, self.audience(at.block), self.tokens(at.block), self.sends(at))

    def lift(self, at: BlockDay) -> np.ndarray:
        """By what share messages and the experiment raise today's rate of each user of the block."""
        return self.lift_of_messages(at) + experiment.lift(self.schedule, at)

    def lift_of_messages(self, at: BlockDay) -> np.ndarray:
        """By what share the messages that each user of the block opened raise today's rate."""
        acting = self.acting(at)
        return np.bincount(acting.user, acting.share, minlength=BLOCK)

    @kept(at_most=SENDS_KEPT)
    def acting(self, at: BlockDay) -> Acting:
        """The messages that act on the block today.

        A marketing message acts from the viewing day after the one in which it was opened, and
        until a week after the send; nothing acts on what came before it.
        """
        effect = self.schedule.of(at.day).message_effect
        first = max(at.day - OWN.acts_for, self.world.start)
        found = [Acting.none()]
        for day in range(first, at.day) if effect else ():
            opens = self._opens(BlockDay(at.world, day, at.block))
            acts = np.flatnonzero(opens.at < at.opens(opens.user))
            share = np.full(len(acts), effect * np.exp((day - at.day) / OWN.wanes))
            sent_on = np.full(len(acts), day)
            found.append(Acting(opens.user[acts], sent_on, opens.row[acts], share))
        return concatenate(found)

    @kept(at_most=OPENS_KEPT)
    def _opens(self, sent: BlockDay) -> Opens:
        """The marketing messages of a block's day that people opened while they can act."""
        sends, of_block = self.marketing(sent), (self.audience(sent.block), self.tokens(sent.block))
        row = np.flatnonzero(sends.is_treated & would_open(sent, *of_block, sends))
        opened_at = make_responses(sent, *of_block, sends[row]).opened_at
        acts = (opened_at != NO_TIME) & (opened_at < sends.at[row] + OWN.acts_for * DAY)
        return Opens(sends.user[row[acts]], row[acts], opened_at[acts])
