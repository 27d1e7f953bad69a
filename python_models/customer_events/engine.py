"""The page to read first: one viewing day of one block of users, from who watches to what arrives.

A block is some 30,000 users who are made together. Everything that happens to them on a day is
a function of the two (and of the seed, the parameters and the value sets), so days and blocks
can be made in any order and by any number of threads. Behind each step stands a room:

    kit        chance, ragged arrays, Arrow columns, days, ids: nothing of the platform
    values     the names, weights and ranges in seeds/*.csv
    world      users, subscriptions, titles, posts: what is fixed before the first event
    outreach   what the company sends to whom, who opens it, and how that raises viewing
    behaviour  who watches, which episode is due, how a play goes, what the creator feed shows
    delivery   late, twice, broken or untidy
    rows       arrays to Arrow, a module for each raw table
    samples    single events, by their position in a world
    landing    whole days as Parquet files, and back

tables.py turns what this page makes into the raw tables. The modules of world, behaviour and
delivery that hold curves print them: `python -m customer_events.behaviour.playback`.
"""

from __future__ import annotations

from typing import TypeVar

from customer_events.behaviour.events import Happened, describe
from customer_events.behaviour.feed import Reactions, react
from customer_events.behaviour.sessions import plan_sessions
from customer_events.behaviour.viewing import Viewers, who_watches
from customer_events.delivery.events import ByArrival, arrive, by_arrival
from customer_events.delivery.feed import SentReactions, arrive_reactions, send
from customer_events.delivery.way import (
    FIRST,
    SENT_AGAIN,
    Arrived,
    Way,
    decide_delivery,
    is_outage,
    retries,
)
from customer_events.kit.arrays import concatenate
from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from customer_events.world.schedule import Schedule

Rest = TypeVar("Rest", ByArrival, SentReactions)


def happened(at: BlockDay, viewers: Viewers, shard: int, *, with_lists: bool = True) -> Happened:
    """What some of the day's viewers do; the shard keeps their streams and ids apart."""
    dice = at.dice(shard)
    return describe(at, dice, viewers, plan_sessions(at, dice, viewers), with_lists=with_lists)


def in_parts(
    at: BlockDay, way: Way, viewers: Viewers
) -> tuple[tuple[Viewers, int], tuple[Viewers, int]]:
    """Viewers whose events arrive at once, and all others, each with a shard to be made alone.

    An outage moves nobody from one to the other, so it changes nothing of what happens.
    """
    is_prompt = way.is_prompt[viewers.user]
    return (viewers[is_prompt], 2 * at.block), (viewers[~is_prompt], 2 * at.block + 1)


class Engine:
    """What the batches of a schedule bring.

    A batch is a function of its load day. What a viewing day sends to later batches is kept
    until the last of them has been made, since load days mostly follow each other; whoever asks
    in another order gets the same at the cost of making it again.
    """

    def __init__(self, schedule: Schedule, *, with_lists: bool = True) -> None:
        self.schedule, self.world = schedule, schedule.world
        self.outreach = Outreach(schedule)
        self.with_lists = with_lists
        self._troubled: dict[BlockDay, ByArrival] = {}
        self._reactions: dict[BlockDay, SentReactions] = {}

    def parts(self, load_day: int) -> list[tuple[BlockDay, int]]:
        """The block days that can have events in a batch, with its load day."""
        earlier = [day for day in self._earlier(load_day) if self._can_trouble(day)]
        return [
            (BlockDay(self.world, day, block), load_day)
            for day in [*earlier, load_day]
            for block in self.world.blocks(day)
        ]

    def received(self, at: BlockDay, load_day: int) -> list[Arrived[Happened]]:
        """The events of a block's day that a batch brings: at once, late, or a second time."""
        arrived, troubled = [], self._troubled.get(at)
        if load_day == at.day or troubled is None:
            parameters = self.schedule.of(at.day)
            way = decide_delivery(at, parameters)
            viewers = who_watches(at, self.schedule.levels, self.outreach.lift(at))
            prompt, others = in_parts(at, way, viewers)
            happens = self._happened(at, *others)
            if is_outage(parameters, at.day):
                happens = concatenate([happens, self._happened(at, *prompt)])
            elif load_day == at.day:
                at_once = self._happened(at, *prompt)
                arrived.append(arrive(at, self.schedule, at_once, load_day))
            troubled = by_arrival(happens, way)
        for copy in (FIRST, SENT_AGAIN):
            sent = troubled.get((load_day - at.day, copy))
            if sent is not None:
                come = arrive(at, self.schedule, sent.happened, load_day, copy, sent.moment)
                arrived.append(come)
                if copy == FIRST and sent.retried.any():
                    arrived.append(retries(come, sent.retried))
        self._keep(self._troubled, at, load_day, troubled)
        return arrived

    def reacted(self, block: int, load_day: int) -> Arrived[Reactions]:
        """The views and likes of a block's viewers that a batch brings."""
        days = [*self._earlier(load_day), load_day]
        return concatenate(
            [self._reacted(BlockDay(self.world, day, block), load_day) for day in days]
        )

    def _reacted(self, at: BlockDay, load_day: int) -> Arrived[Reactions]:
        parameters, sent = self.schedule.of(at.day), self._reactions.get(at)
        if load_day == at.day or sent is None:
            sent = send(react(at, parameters), decide_delivery(at, parameters))
        self._keep(self._reactions, at, load_day, sent[sent.comes_later])
        return arrive_reactions(at, self.schedule, sent, load_day)

    def _happened(self, at: BlockDay, viewers: Viewers, shard: int) -> Happened:
        return happened(at, viewers, shard, with_lists=self.with_lists)

    def _earlier(self, load_day: int) -> range:
        """The days before a load day whose events can still arrive with it."""
        return range(max(load_day - self.world.late_days, self.world.start), load_day)

    def _can_trouble(self, day: int) -> bool:
        """Whether events of a day can arrive in a later batch."""
        parameters = self.schedule.of(day)
        rates = parameters.late_rate, parameters.duplicate_rate
        return max(rates) > 0 or is_outage(parameters, day)

    def _keep(self, kept: dict[BlockDay, Rest], at: BlockDay, load_day: int, rest: Rest) -> None:
        """Keep what is for later batches, as long as there are any."""
        if load_day < at.day + self.world.late_days:
            kept[at] = rest
        else:
            kept.pop(at, None)
