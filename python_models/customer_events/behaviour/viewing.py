"""Who watches on a day, how often, and which episodes of their series are due."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.demand import MOST_SESSIONS
from customer_events.world.people import BLOCK
from customer_events.world.runs import Due, began, due, rate
from customer_events.world.subscriptions import CANCEL, CHANGE, RESUME, START
from customer_events.world.trips import city_today

OWN = BEHAVIOUR.viewing


@dataclass(frozen=True)
class Viewers(Columns):
    """The users who watch on a day, a row each."""

    user: np.ndarray  # within the block
    city: np.ndarray
    away: np.ndarray  # on a trip
    sessions: np.ndarray  # other than the one for the episodes that are due
    due: Due
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
    due: Due


def plan_day(at: BlockDay, levels: np.ndarray, lift: np.ndarray | None = None) -> Planned:
    """How much the block's subscribers watch on the day.

    `levels` has the level of each day since the start, `lift` by what share messages and
    the experiment raise the rate of each user's sessions. Luck is the same with and without them.
    """
    people, log, day = at.people, at.log, at.day
    latest = log.latest(day)
    there = (latest >= 0) & (log.kind[latest] != CANCEL)
    there &= ~(people.move_day == day).any(axis=1)
    user = np.flatnonzero(there)
    row = latest[user]
    moves = people.moves(day)[user]
    luck = at.dice().uniform("sessions", BLOCK)[user]
    expected = rate(at, levels, user, row)
    if lift is not None:
        expected = expected * (1 + lift[user])
    sessions = _at_random(luck, expected)
    begins = (log.day[row] == day) & np.isin(log.kind[row], (START, RESUME))
    at_once = at.dice().often("begins at once", OWN.begins_at_once, BLOCK)[user]
    sessions = np.where(begins, np.maximum(sessions, at_once), sessions)
    today = due(at, levels, user, began(at, user, row))
    sessions = np.minimum(sessions, MOST_SESSIONS - (today.episodes > 0))
    return Planned(user, row, moves, sessions, today)


def _at_random(luck: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """So many sessions as a Poisson distribution gives at the luck; more, the luckier."""
    sessions = np.zeros(len(luck), dtype=np.int64)
    chance = upto = np.exp(-expected)
    for count in range(1, MOST_SESSIONS + 1):
        more = luck > upto
        if not more.any():
            break
        sessions += more
        chance = chance * expected / count
        upto = upto + chance
    return sessions


def who_watches(at: BlockDay, levels: np.ndarray, lift: np.ndarray | None = None) -> Viewers:
    """Who of the block watches on the day."""
    people, log, day = at.people, at.log, at.day
    planned = plan_day(at, levels, lift)
    planned = planned[np.flatnonzero((planned.sessions > 0) | (planned.due.episodes > 0))]
    user, row = planned.user, planned.row
    city, away = city_today(at, user, people.place[user, planned.moves])
    today, is_change = log.day[row] == day, log.kind[row] == CHANGE
    changes, begins = today & is_change, today & ~is_change
    return Viewers(
        user=user,
        city=city,
        away=away,
        sessions=planned.sessions,
        due=planned.due,
        row=row,
        row_before=row - changes,
        changes_at=np.where(changes, log.at[row], 0),
        begins_at=np.where(begins, log.at[row], 0),
    )
