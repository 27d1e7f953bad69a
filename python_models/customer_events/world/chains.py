"""Chains: what a viewer is on for four weeks, one series after the other.

In each week of a chain the viewer has looked at what there is, and goes on with that once the
series before is through, or at once if it is news; so what is due on a day needs no memory of the
days before. A viewer who does not bear a series gives up within an episode, one of the first, and
goes on with the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.dice import SIZE, choices, luck
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.runs import CHAIN_DAYS, WEEKS, Due, began

if TYPE_CHECKING:
    from customer_events.world.world import World

OWN = BEHAVIOUR.chains
# Who gets to the next series within a week: the least weight for each, for few need so many.
FOR_WEIGHTS = np.array([0, 0.2, 0.7, 1.5, 3])
SERIES_AT_MOST = len(FOR_WEIGHTS)
CHOSEN_EVERY = 7  # days for which the series to choose from are the same
BEARS = choices(OWN.bears)  # episodes of a series that is given up, less one


@dataclass(frozen=True)
class Choices(Columns):
    """What some users of a block would go on with in a week of their chains.

    The columns but the user have a place for each series, one after the other.
    """

    user: np.ndarray
    at_once: np.ndarray  # whether the first series is news, for which another is put aside
    content: np.ndarray  # the first episode that is watched of each series
    ends: np.ndarray  # how many episodes come up to the end of each, from the first series on
    gives_up: np.ndarray  # whether the last of them is given up


@dataclass(frozen=True)
class Chains:
    """What the users of a block have chosen in a span of weeks: (week, user, place).

    These are weeks of the calendar; in each a user who is on a chain chooses once.
    """

    first: int  # number of the first of these weeks
    at_once: np.ndarray  # (week, user)
    content: np.ndarray
    ends: np.ndarray
    gives_up: np.ndarray

    def week(self, due: Due, of_chain: np.ndarray | int) -> np.ndarray:
        """Where the choices of a week of each user's chain are; of one to come, anywhere."""
        week = due.chain_start // 7 + of_chain - self.first
        return np.clip(week, 0, len(self.ends) - 1)


@dataclass(frozen=True)
class Episodes(Columns):
    """Episodes of chains, a row each."""

    content: np.ndarray  # or -1
    gives_up: np.ndarray  # whether it is given up
    week: np.ndarray  # of the chain, in which its series was chosen


def openings(at: BlockDay, user: np.ndarray, due: Due) -> np.ndarray:
    """How many episodes of each user's chain come before what was chosen in each of its weeks.

    It begins where the series ends that the week before has left open; or at once, if it is news.
    """
    chains, each, title = of_all(at), np.arange(len(user)), at.catalog.title
    opens = np.zeros((len(user), WEEKS), dtype=np.int64)
    now, is_on, through = np.zeros((3, len(user)), dtype=np.int64)
    breaks_in = np.zeros(len(user), dtype=bool)
    for later in range(1, WEEKS):
        left, before = due.before[:, later], chains.week(due, later - 1)
        to_come = breaks_in & (left <= now)  # what broke in is still to begin
        last = np.where(to_come, now + 1, left)
        ends = now[:, None] + chains.ends[before, user]
        place = (ends >= last[:, None]).argmax(axis=1)
        has_begun = last > now
        is_on = np.where(has_begun, title[chains.content[before, user, place]], is_on)
        through = np.where(has_begun, np.maximum(ends[each, place], last), through)
        week = chains.week(due, later)
        is_other = title[chains.content[week, user, 0]] != is_on
        breaks_in = chains.at_once[week, user] & is_other & ~to_come
        now = np.where(breaks_in, left, through)
        opens[:, later] = now
    return opens


def nth(
    at: BlockDay, user: np.ndarray, due: Due, opens: np.ndarray, number: np.ndarray
) -> Episodes:
    """The episode that comes so many places after the first of each user's chain."""
    chains, each = of_all(at), np.arange(len(user))
    weeks = (at.day - due.chain_start) // 7
    of_chain = np.zeros(len(user), dtype=np.int64)
    for later in range(1, WEEKS):
        of_chain[(later <= weeks) & (number >= opens[:, later])] = later
    week, into = chains.week(due, of_chain), number - opens[each, of_chain]
    ends = chains.ends[week, user]
    place = (ends > into[:, None]).argmax(axis=1)
    end = ends[each, place]
    begin = np.where(place > 0, ends[each, place - 1], 0)
    found, first = into < end, chains.content[week, user, place]
    return Episodes(
        content=np.where(found, first + into - begin, -1),
        gives_up=found & chains.gives_up[week, user, place] & (into == end - 1),
        week=of_chain,
    )


@lru_cache(maxsize=4)
def of_all(at: BlockDay) -> Chains:
    """What was chosen up to a day, in all weeks in which a chain of the day can have begun."""
    first, last = (at.day - CHAIN_DAYS + 1) // 7, at.day // 7
    weeks = [_of_week(BlockDay(at.world, 7 * week + 6, at.block)) for week in range(first, last)]
    weeks.append(_chosen_within(at.world, at.block, range(7 * last, at.day + 1)))
    parts = (np.stack(part) for part in zip(*weeks, strict=True))
    return Chains(first, *parts)


@lru_cache(maxsize=64)
def _of_week(at: BlockDay) -> tuple[np.ndarray, ...]:
    """What was chosen in the week that ends with a day."""
    return _chosen_within(at.world, at.block, range(at.day - 6, at.day + 1))


def _chosen_within(world: World, block: int, days: range) -> tuple[np.ndarray, ...]:
    """What was chosen on some days of a week, of all users of a block."""
    shape = (BLOCK, SERIES_AT_MOST)
    at_once, content = np.zeros(BLOCK, dtype=bool), np.zeros(shape, dtype=np.int32)
    ends, gives_up = np.zeros(shape, dtype=np.int16), np.zeros(shape, dtype=bool)
    for day in days:
        chosen = chosen_on(BlockDay(world, day, block))
        at_once[chosen.user], content[chosen.user] = chosen.at_once, chosen.content
        ends[chosen.user], gives_up[chosen.user] = chosen.ends, chosen.gives_up
    return at_once, content, ends, gives_up


@lru_cache(maxsize=256)
def chosen_on(at: BlockDay) -> Choices:
    """What is chosen by those for whom a week of their chain begins on a day."""
    people, log, world, day = at.people, at.log, at.world, at.day
    row = log.latest(day)
    user = np.flatnonzero(row >= 0)
    age = day - began(at, user, row[user]) - 1
    begins = (age >= 0) & (age % 7 == 0)
    user = user[begins]

    seen_on = day - day % CHOSEN_EVERY
    catalog = world.catalog(max(seen_on, world.start))
    choice, arrived = world.series(seen_on, 2 * CHAIN_DAYS), world.arrived(seen_on)
    country = world.lookups.city_country[people.city(user, np.full(len(user), day))]
    day_before = log.row_on(user, np.full(len(user), day - 1))
    services, traits = log.services[row[user]] & log.services[day_before], people.traits
    chooser, place = np.nonzero(people.weight[user][:, None] >= FOR_WEIGHTS)
    here = user[chooser]
    number = people.first + here
    title = choice.pick(
        country[chooser], services[chooser], traits.taste[here],
        luck(world.seed, "run", number, day, place),
    )  # fmt: skip
    drawn = (luck(world.seed, "run goes", number, day, place) * 2.0**48).astype(np.int64)
    into, bearing, episodes = (drawn >> shift & (SIZE - 1) for shift in (0, 16, 32))
    begins = catalog.first[title]
    fresh, drawn_at = world.fresh(seen_on)[title], (into + 0.5) / SIZE
    for_season, for_news = drawn_at < fresh.season, drawn_at < fresh.season + fresh.title
    no_news = np.maximum(1 - fresh.season - fresh.title, 1 / SIZE)
    further = np.maximum((drawn_at - fresh.season - fresh.title) / no_news, 0) ** 2
    at_episode = np.where(for_season, arrived[title] - 1, further * arrived[title])
    first = catalog.season_first[begins + at_episode.astype(int)]
    there = begins + arrived[title] - first
    hold = catalog.traits.quality[title] + traits.patience[here]
    bears = BEARS[episodes] + 1
    at_once = np.zeros(len(user), dtype=bool)
    at_once[chooser[for_news & (place == 0)]] = True
    given_up = (bearing < SIZE * OWN.gives_up * np.exp(-hold)) & (bears < there)

    shape = (len(user), SERIES_AT_MOST)
    content, counts = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int64)
    gives_up = np.zeros(shape, dtype=bool)
    content[chooser, place] = first
    counts[chooser, place] = np.where(given_up, bears, there)
    gives_up[chooser, place] = given_up
    ends = np.cumsum(counts, axis=1).astype(np.int16)
    return Choices(user=user, at_once=at_once, content=content, ends=ends, gives_up=gives_up)
