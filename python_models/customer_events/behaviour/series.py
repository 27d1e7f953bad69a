"""Which episodes are watched: a viewer's series, one after the other, in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.behaviour.viewing import Viewers
from customer_events.kit.arrays import Columns
from customer_events.kit.dice import luck
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.chains import Chains, Episodes, nth

OWN = BEHAVIOUR.series
LEFT_FROM, LEFT_UNTIL = 0.1, 0.88  # of what is left half-way


@dataclass(frozen=True)
class Sittings(Columns):
    """What is played, a row a play."""

    content: np.ndarray  # or -1
    gives_up: np.ndarray  # whether it is an episode that is given up
    begins: np.ndarray  # the share of the content at which the play begins
    ends: np.ndarray  # and at which it is left for another day; or 1


def films(content: np.ndarray) -> Sittings:
    """Films, which are beside what is due: begun anew, and not to be gone on with."""
    count = len(content)
    return Sittings(content, np.zeros(count, dtype=bool), np.zeros(count), np.ones(count))


def goes_on(at: BlockDay, viewers: Viewers, chains: Chains) -> np.ndarray:
    """The viewers who go on today with what they left half-way in the last sitting."""
    those = np.flatnonzero(viewers.due.watched > 0)
    user, due = viewers.user[those], viewers.due[those]
    number = due.watched - 1
    before = nth(chains, those, number)
    is_left = np.zeros(len(viewers), dtype=bool)
    is_left[those] = _is_left(at, user, due.chain_start, number, before)
    return is_left


def episodes(
    at: BlockDay, viewers: Viewers, chains: Chains, viewer: np.ndarray, place: np.ndarray
) -> Sittings:
    """What is due: the viewer's, `place` episodes into today's; that before them is gone on with.

    A series that is through makes room for the next one; one whose provider the viewer has left
    since it was chosen is not watched: -1. The last episode of a sitting can be left half-way.
    """
    user, due, catalog = viewers.user[viewer], viewers.due, at.catalog
    chain_start, number = due.chain_start[viewer], due.watched[viewer] + place
    now = nth(chains, viewer, number)
    content = now.content
    service = at.world.lookups.provider_service[catalog.provider[catalog.title[content]]]
    kept = _keeps(at, user, chain_start + 7 * now.week, viewers.row[viewer], service)
    begins, ends = np.zeros(len(viewer)), np.ones(len(viewer))
    half = np.flatnonzero(place < 0)
    begins[half] = _left_at(at, user[half], chain_start[half], number[half])
    last = np.flatnonzero(place + 1 == due.episodes[viewer])
    left = last[_is_left(at, user[last], chain_start[last], number[last], now[last])]
    ends[left] = _left_at(at, user[left], chain_start[left], number[left])
    return Sittings(
        content=np.where(kept, content, -1), gives_up=now.gives_up, begins=begins, ends=ends
    )


def _is_left(
    at: BlockDay, user: np.ndarray, chain_start: np.ndarray, number: np.ndarray, what: Episodes
) -> np.ndarray:
    """Whether the last episode of a sitting is left half-way, to be gone on with in the next."""
    leaves = OWN.leaves * np.exp(-hold_of(at, user, what.content))
    chance = luck(at.world.seed, "left", at.people.first + user, chain_start, number)
    is_left: np.ndarray = (chance < leaves) & (what.content >= 0)
    return is_left & ~what.gives_up


def _left_at(
    at: BlockDay, user: np.ndarray, chain_start: np.ndarray, number: np.ndarray
) -> np.ndarray:
    """The share of a content at which it is left half-way, by which of the chain it was."""
    drawn = luck(at.world.seed, "left at", at.people.first + user, chain_start, number)
    share: np.ndarray = LEFT_FROM + (LEFT_UNTIL - LEFT_FROM) * drawn
    return share


def hold_of(at: BlockDay, user: np.ndarray, content: np.ndarray) -> np.ndarray:
    """How far a title's quality and a viewer's patience carry a play."""
    quality = at.catalog.traits.quality[at.catalog.title[content]]
    hold: np.ndarray = quality + at.people.traits.patience[user]
    return hold


def _keeps(
    at: BlockDay, user: np.ndarray, chosen_on: np.ndarray, row: np.ndarray, service: np.ndarray
) -> np.ndarray:
    """Whether the viewer has had access to the service ever since it was chosen."""
    log = at.log
    since = log.row_on(user, chosen_on)
    asked = 1 << np.maximum(service, 0)
    kept = np.ones(len(user), dtype=bool)
    for later in range(int((row - since).max(initial=0)) + 1):
        held = log.services[np.minimum(since + later, row)] & asked
        kept &= (service < 0) | (held != 0)
    return kept
