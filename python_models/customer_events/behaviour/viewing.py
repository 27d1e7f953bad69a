"""Who watches on a day, how often, and which episodes of their series are due."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.days import NEVER, weekday
from customer_events.kit.dice import Dice
from customer_events.world.block_day import BlockDay
from customer_events.world.demand import BUNDLE, BUNDLES, MOST_BUNDLES, WEEK, zeal
from customer_events.world.people import BLOCK
from customer_events.world.subscriptions import CANCEL, CHANGE

SO_FAR = np.stack([np.roll(WEEK, -day) for day in range(7)])  # from each weekday on
SO_FAR = np.insert(np.cumsum(SO_FAR, axis=1), 0, 0, axis=1) / WEEK.sum()  # share after n days
SESSIONS = 4  # at most, a day, with the one for the episodes that are due

CHAIN_DAYS = 28  # how long a viewer keeps to a chain of series, one after the other
SERIES_AT_MOST = 4


@dataclass(frozen=True)
class Viewers(Columns):
    """The users who watch on a day, a row each."""

    user: np.ndarray  # within the block
    city: np.ndarray
    sessions: np.ndarray  # other than the one for the episodes that are due
    episodes: np.ndarray  # due today
    watched: np.ndarray  # of the chain so far
    chain_start: np.ndarray  # the day the chain began
    row: np.ndarray  # of the subscription at the end of the day
    row_before: np.ndarray  # and before today's change
    changes_at: np.ndarray
    begins_at: np.ndarray  # nothing happens before this instant


@dataclass(frozen=True)
class Planned(Columns):
    """What each subscriber of a block who is at home will do on a day."""

    user: np.ndarray  # within the block
    row: np.ndarray  # of the subscription at the end of the day
    moves: np.ndarray  # so far
    sessions: np.ndarray  # other than the one for the episodes that are due
    episodes: np.ndarray
    watched: np.ndarray
    chain_start: np.ndarray


def plan_day(at: BlockDay, levels: np.ndarray, lift: np.ndarray | None = None) -> Planned:
    """How much the block's subscribers watch on the day.

    `levels` has the level of each day since the start, `lift` by what share the messages that
    each user opened raise the rate of sessions. Luck is the same with and without them.
    """
    people, log, day = at.people, at.log, at.day
    latest = log.latest(day)
    there = (latest >= 0) & (log.kind[latest] != CANCEL)
    there &= ~(people.move_day == day).any(axis=1)
    user = np.flatnonzero(there)
    row = latest[user]
    moves = people.moves(day)[user]
    moved = np.where(moves > 0, people.move_day[user, moves - 1], -NEVER)

    since = log.start_day[row]
    luck = at.dice().uniform("sessions", BLOCK)[user]
    rate = _level(at, levels, day) * people.weight[user] * zeal(day - since) * WEEK[weekday(day)]
    if lift is not None:
        rate = rate * (1 + lift[user])
    none = np.exp(-rate)
    sessions = (luck > none).astype(np.int64)
    sessions += luck > none * (1 + rate)
    sessions += luck > none * (1 + rate + rate**2 / 2)
    sessions += luck > none * (1 + rate + rate**2 / 2 + rate**3 / 6)
    episodes, watched, chain_start = _due(at, levels, user, np.maximum(since, moved))
    sessions = np.minimum(sessions, SESSIONS - (episodes > 0))
    return Planned(user, row, moves, sessions, episodes, watched, chain_start)


def who_watches(at: BlockDay, levels: np.ndarray, lift: np.ndarray | None = None) -> Viewers:
    """Who of the block watches on the day."""
    people, log, day = at.people, at.log, at.day
    planned = plan_day(at, levels, lift)
    planned = planned[np.flatnonzero((planned.sessions > 0) | (planned.episodes > 0))]
    user, row = planned.user, planned.row
    today, is_change = log.day[row] == day, log.kind[row] == CHANGE
    changes, begins = today & is_change, today & ~is_change
    return Viewers(
        user=user,
        city=people.place[user, planned.moves],
        sessions=planned.sessions,
        episodes=planned.episodes,
        watched=planned.watched,
        chain_start=planned.chain_start,
        row=row,
        row_before=row - changes,
        changes_at=np.where(changes, log.at[row], 0),
        begins_at=np.where(begins, log.at[row], 0),
    )


def _level(at: BlockDay, levels: np.ndarray, day: np.ndarray | int) -> np.ndarray | float:
    """The level of a day; before the first simulated one, the first one's."""
    return levels[np.maximum(day - at.world.start, 0)]


def _due(
    at: BlockDay, levels: np.ndarray, user: np.ndarray, since: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Episodes due today, episodes watched in the chain so far, and the day the chain began.

    A chain of four weeks has a rate; by its week w, floor(rate w + phase) sittings are due, and
    those of a week fall on its days by the weekdays' weights. So today's episodes follow
    yesterday's without a memory of them. A chain begins on the day after the viewer came or moved.
    """
    people, seed, block, day = at.people, at.world.seed, at.block, at.day
    age = day - since - 1
    into = age % CHAIN_DAYS
    chain_start = np.where(age >= 0, day - into, day)
    week, weekday_ = into // 7, into % 7
    bundles = _level(at, levels, chain_start) * BUNDLES * 7
    bundles = bundles * people.weight[user] * zeal(chain_start - since)
    bundles = np.minimum(bundles, MOST_BUNDLES)

    phase = by_period(seed, block, "run phase", user, chain_start, CHAIN_DAYS) / 65_536
    size = BUNDLE[by_period(seed, block, "run bundle", user, chain_start, CHAIN_DAYS)] + 1
    shift = by_period(seed, block, "run weekday", user, chain_start + 7 * week, 7) / 65_536
    before = np.floor(bundles * week + phase)
    in_week = np.floor(bundles * (week + 1) + phase) - before
    share = SO_FAR[weekday(chain_start), weekday_]
    share_after = SO_FAR[weekday(chain_start), weekday_ + 1]
    done = np.floor(in_week * share + shift)
    today = np.floor(in_week * share_after + shift) - done
    episodes = np.where(age >= 0, size * today, 0).astype(np.int64)
    return episodes, (size * (before + done)).astype(np.int64), chain_start


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
