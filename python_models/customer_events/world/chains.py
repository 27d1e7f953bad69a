"""Chains: the series that a viewer is on for four weeks, one after the other.

All of them are chosen on the day the chain begins, so that what is due on a day needs no memory of
the days before. A viewer who does not bear a series gives up within an episode, one of the first,
and goes on with the next series.
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
from customer_events.world.runs import CHAIN_DAYS, began

OWN = BEHAVIOUR.chains
# Who gets to the next series of a chain: the least weight for each, for few need so many.
FOR_WEIGHTS = np.array([0, 0, 0.2, 0.4, 0.7, 1, 1.5, 2, 3, 4, 5, 6])
SERIES_AT_MOST = len(FOR_WEIGHTS)
CHOSEN_EVERY = 7  # days for which the series to choose from are the same
BEARS = choices(OWN.bears)  # episodes of a series that is given up, less one


@dataclass(frozen=True)
class Chains(Columns):
    """Chains of a block's users; the columns have a place for each series of a chain."""

    user: np.ndarray
    content: np.ndarray  # the first episode that is watched of each series
    ends: np.ndarray  # how many episodes come up to the end of each, from the chain's beginning
    gives_up: np.ndarray  # whether the last of them is given up


def nth(at: BlockDay, user: np.ndarray, number: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The content that comes so many places after the first of each user's chain, or -1.

    And whether it is given up.
    """
    chains = of_all(at)
    ends = chains.ends[user]
    place = (ends > number[:, None]).argmax(axis=1)
    each = np.arange(len(user))
    end = ends[each, place]
    begin = np.where(place > 0, ends[each, place - 1], 0)
    found = number < end
    content = np.where(found, chains.content[user, place] + number - begin, -1)
    return content, found & chains.gives_up[user, place] & (number == end - 1)


@lru_cache(maxsize=8)
def of_all(at: BlockDay) -> Chains:
    """The chain on which each user of a block is on a day; without one, no episode comes."""
    chains = Chains(
        user=np.arange(BLOCK),
        content=np.zeros((BLOCK, SERIES_AT_MOST), dtype=np.int32),
        ends=np.zeros((BLOCK, SERIES_AT_MOST), dtype=np.int16),
        gives_up=np.zeros((BLOCK, SERIES_AT_MOST), dtype=bool),
    )
    for day in range(at.day - CHAIN_DAYS + 1, at.day + 1):
        begun = begun_on(BlockDay(at.world, day, at.block))
        chains.content[begun.user] = begun.content
        chains.ends[begun.user] = begun.ends
        chains.gives_up[begun.user] = begun.gives_up
    return chains


@lru_cache(maxsize=1024)
def begun_on(at: BlockDay) -> Chains:
    """The chains that begin on a day."""
    people, log, world, day = at.people, at.log, at.world, at.day
    row = log.latest(day)
    user = np.flatnonzero(row >= 0)
    age = day - began(at, user, row[user]) - 1
    user = user[(age >= 0) & (age % CHAIN_DAYS == 0)]

    chosen_on = day - day % CHOSEN_EVERY
    catalog = world.catalog(max(chosen_on, world.start))
    choice, arrived = world.series(chosen_on, 2 * CHAIN_DAYS), world.arrived(chosen_on)
    country = world.lookups.city_country[people.city(user, np.full(len(user), day))]
    services, traits = log.services[row[user]], people.traits
    chain, place = np.nonzero(people.weight[user][:, None] >= FOR_WEIGHTS)
    here = user[chain]
    number = people.first + here
    title = choice.pick(
        country[chain], services[chain], traits.taste[here],
        luck(world.seed, "run", number, day, place),
    )  # fmt: skip
    drawn = (luck(world.seed, "run goes", number, day, place) * 2.0**48).astype(np.int64)
    into, bearing, episodes = (drawn >> shift & (SIZE - 1) for shift in (0, 16, 32))
    begins = catalog.first[title]
    first = catalog.season_first[begins + ((into / SIZE) ** 2 * arrived[title]).astype(int)]
    there = begins + arrived[title] - first
    hold = catalog.traits.quality[title] + traits.patience[here]
    bears = BEARS[episodes] + 1
    given_up = (bearing < SIZE * OWN.gives_up * np.exp(-hold)) & (bears < there)

    shape = (len(user), SERIES_AT_MOST)
    content, counts = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int64)
    gives_up = np.zeros(shape, dtype=bool)
    content[chain, place] = first
    counts[chain, place] = np.where(given_up, bears, there)
    gives_up[chain, place] = given_up
    ends = np.cumsum(counts, axis=1).astype(np.int16)
    return Chains(user=user, content=content, ends=ends, gives_up=gives_up)
