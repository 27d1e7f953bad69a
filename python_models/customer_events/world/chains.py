"""Chains: what a viewer is on for four weeks, one series after the other.

In each week of a chain the viewer has looked at what there is, and goes on with that once the
series before is through, or at once if it is news; so what is due on a day needs no memory of the
days before. A viewer who does not bear a series gives up within an episode, one of the first, and
goes on with the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.dice import SIZE, choices, luck
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.runs import CHAIN_DAYS, WEEKS, Due, began

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
    week: np.ndarray  # of the chain
    at_once: np.ndarray  # whether the first series is news, for which another is put aside
    content: np.ndarray  # the first episode that is watched of each series
    ends: np.ndarray  # how many episodes come up to the end of each, from the first series on
    gives_up: np.ndarray  # whether the last of them is given up


@dataclass(frozen=True)
class Chains:
    """What is chosen in the chains on which the users of a block are: (user, week, place)."""

    at_once: np.ndarray  # (user, week)
    content: np.ndarray
    ends: np.ndarray
    gives_up: np.ndarray


@dataclass(frozen=True)
class Episodes(Columns):
    """Episodes of chains, a row each."""

    content: np.ndarray  # or -1
    gives_up: np.ndarray  # whether it is given up
    week: np.ndarray  # of the chain, in which its series was chosen


def nth(at: BlockDay, user: np.ndarray, due: Due, number: np.ndarray) -> Episodes:
    """The episode that comes so many places after the first of each user's chain.

    What is chosen in a week begins where the series ends that the week before has left open; or
    at once, if it is news.
    """
    chains, each, title = of_all(at), np.arange(len(user)), at.catalog.title
    weeks = (at.day - due.chain_start) // 7
    opens, is_on, through, week, begins = np.zeros((5, len(user)), dtype=np.int64)
    breaks_in = np.zeros(len(user), dtype=bool)
    for later in range(1, WEEKS):
        left = due.before[:, later]
        to_come = breaks_in & (left <= opens)  # what broke in is still to begin
        last = np.where(to_come, opens + 1, left)
        ends = opens[:, None] + chains.ends[user, later - 1]
        place = (ends >= last[:, None]).argmax(axis=1)
        has_begun = last > opens
        is_on = np.where(has_begun, title[chains.content[user, later - 1, place]], is_on)
        through = np.where(has_begun, np.maximum(ends[each, place], last), through)
        is_other = title[chains.content[user, later, 0]] != is_on
        breaks_in = chains.at_once[user, later] & is_other & ~to_come
        opens = np.where(breaks_in, left, through)
        is_so_far = (later <= weeks) & (number >= opens)
        week, begins = np.where(is_so_far, later, week), np.where(is_so_far, opens, begins)
    ends, into = chains.ends[user, week], number - begins
    place = (ends > into[:, None]).argmax(axis=1)
    end = ends[each, place]
    begin = np.where(place > 0, ends[each, place - 1], 0)
    found, first = into < end, chains.content[user, week, place]
    return Episodes(
        content=np.where(found, first + into - begin, -1),
        gives_up=found & chains.gives_up[user, week, place] & (into == end - 1),
        week=week,
    )


@lru_cache(maxsize=8)
def of_all(at: BlockDay) -> Chains:
    """The chain on which each user of a block is on a day; without one, no episode comes."""
    shape = (BLOCK, WEEKS, SERIES_AT_MOST)
    chains = Chains(
        at_once=np.zeros(shape[:2], dtype=bool),
        content=np.zeros(shape, dtype=np.int32),
        ends=np.zeros(shape, dtype=np.int16),
        gives_up=np.zeros(shape, dtype=bool),
    )
    for day in range(at.day - CHAIN_DAYS + 1, at.day + 1):
        chosen = chosen_on(BlockDay(at.world, day, at.block))
        chains.at_once[chosen.user, chosen.week] = chosen.at_once
        chains.content[chosen.user, chosen.week] = chosen.content
        chains.ends[chosen.user, chosen.week] = chosen.ends
        chains.gives_up[chosen.user, chosen.week] = chosen.gives_up
    return chains


@lru_cache(maxsize=1024)
def chosen_on(at: BlockDay) -> Choices:
    """What is chosen by those for whom a week of their chain begins on a day."""
    people, log, world, day = at.people, at.log, at.world, at.day
    row = log.latest(day)
    user = np.flatnonzero(row >= 0)
    age = day - began(at, user, row[user]) - 1
    begins = (age >= 0) & (age % 7 == 0)
    user, week = user[begins], age[begins] % CHAIN_DAYS // 7

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
    return Choices(
        user=user, week=week, at_once=at_once, content=content, ends=ends, gives_up=gives_up
    )
