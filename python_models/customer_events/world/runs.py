"""Runs: when a viewer sits down with the series they are on, and how many episodes are due.

A viewer keeps to a chain of series for four weeks; all of it follows from the day it began.
chains.py says which series those are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.dice import SIZE, Dice
from customer_events.world.block_day import BlockDay
from customer_events.world.demand import (
    episodes_a_sitting,
    sittings_a_week,
    zeal,
    zest,
)
from customer_events.world.people import BLOCK

WEEKS = 4  # of a chain; in each the viewer looks what there is, once the series before is through
CHAIN_DAYS = 7 * WEEKS  # how long a viewer keeps to a chain of series, one after the other


@dataclass(frozen=True)
class Due(Columns):
    """Where users are in their chains on a day, a row each."""

    episodes: np.ndarray  # due today
    watched: np.ndarray  # of the chain so far
    chain_start: np.ndarray  # the day the chain began
    sittings: np.ndarray  # a week
    size: np.ndarray  # episodes of a sitting
    phase: np.ndarray  # the share of a sitting with which the chain began

    def before(self, week: int) -> np.ndarray:
        """How many episodes of each chain come before a week of it."""
        sittings = np.floor(self.sittings * week + self.phase)
        return (self.size * sittings).astype(np.int64)


def began(at: BlockDay, user: np.ndarray, row: np.ndarray) -> np.ndarray:
    """The day since which each user has watched where they are: they came, or moved there."""
    since, moves = at.log.start_day[row], at.people.moves(at.day)[user]
    moved = np.flatnonzero(moves)
    moved_on = at.people.move_day[user[moved], moves[moved] - 1]
    since[moved] = np.maximum(since[moved], moved_on)
    return since


def level(at: BlockDay, levels: np.ndarray, day: np.ndarray | int) -> np.ndarray | float:
    """The level of a day; before the first simulated one, the first one's."""
    return levels[np.maximum(day - at.world.start, 0)]


def rate(at: BlockDay, levels: np.ndarray, user: np.ndarray, row: np.ndarray) -> np.ndarray:
    """How many sessions are to be expected of each user on the day, without what messages add.

    `row` is that of the user's subscription on the day.
    """
    seasons, weight = at.world.seasons, at.people.weight[user]
    busy = level(at, levels, at.day) * seasons.busy[:, seasons.at(at.day)]
    expected: np.ndarray = busy[at.country(user)] * weight * zest(at.log, row, at.day)
    return expected


def due(at: BlockDay, levels: np.ndarray, user: np.ndarray, since: np.ndarray) -> Due:
    """The episodes that are due today, and those that were in the chain before.

    A chain of four weeks has a rate; by its week w, floor(rate w + phase) sittings are due, and
    those of a week fall on its days by how busy they are. So today's episodes follow
    yesterday's without a memory of them. A chain begins on the day after the viewer came or moved.
    """
    people, seed, block, day = at.people, at.world.seed, at.block, at.day
    seasons, country = at.world.seasons, at.country(user)
    age = day - since - 1
    into = age % CHAIN_DAYS
    chain_start = np.where(age >= 0, day - into, day)
    week = into // 7
    week_start = chain_start + 7 * week
    weight = people.weight[user]
    bundles = sittings_a_week(level(at, levels, chain_start) * weight * zeal(chain_start - since))

    phase = by_period(seed, block, "run phase", user, chain_start, CHAIN_DAYS) / 65_536
    drawn = by_period(seed, block, "run bundle", user, chain_start, CHAIN_DAYS) / SIZE
    size = episodes_a_sitting(weight, bundles, drawn)
    shift = by_period(seed, block, "run weekday", user, week_start, 7) / 65_536
    so_far = np.floor(bundles * week + phase)
    in_week = np.floor(bundles * (week + 1) + phase) - so_far
    done = np.floor(in_week * seasons.share(country, week_start, day) + shift)
    today = np.floor(in_week * seasons.share(country, week_start, day + 1) + shift) - done
    episodes = np.where(age >= 0, size * today, 0).astype(np.int64)
    return Due(
        episodes=episodes,
        watched=(size * (so_far + done)).astype(np.int64),
        chain_start=chain_start,
        sittings=bundles,
        size=size,
        phase=phase,
    )


def by_period(
    seed: int, block: int, name: str, user: np.ndarray, start: np.ndarray, period: int
) -> np.ndarray:
    """A draw that stays a user's own for a period, which begins on another day for each user."""
    bucket = start // period
    drawn = np.empty(len(user), dtype=np.uint16)
    for each in range(int(bucket.min()), int(bucket.max()) + 1) if len(user) else ():
        those = np.flatnonzero(bucket == each)
        drawn[those] = _draws(seed, each, block, name)[user[those]]
    return drawn


@lru_cache(maxsize=512)
def _draws(seed: int, period: int, block: int, name: str) -> np.ndarray:
    return Dice(seed, period, block).draws(name, BLOCK)
