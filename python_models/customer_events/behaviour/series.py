"""Which episodes are watched: a viewer's series, one after the other, in order.

Between two sittings something can be left half-way: the last episode, or a film that the viewer
begins after it. The next sitting begins with the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.behaviour.viewing import Viewers
from customer_events.kit.arrays import Columns
from customer_events.kit.dice import luck
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.chains import CHOSEN_EVERY, Chains, Episodes, nth
from customer_events.world.runs import CHAIN_DAYS, WEEKS, Due

OWN = BEHAVIOUR.series
NOTHING, EPISODE, FILM = range(3)  # what is left half-way between two sittings
LEFT_FROM, LEFT_UNTIL = 0.1, 0.88  # of what is left half-way


@dataclass(frozen=True)
class Sittings(Columns):
    """What is played, a row a play."""

    content: np.ndarray  # or -1
    gives_up: np.ndarray  # whether it is an episode that is given up
    begins: np.ndarray  # the share of the content at which the play begins
    ends: np.ndarray  # and at which it is left for another day; or 1


@dataclass(frozen=True)
class Halves(Columns):
    """What is left half-way around today's sitting of each viewer."""

    before: np.ndarray  # NOTHING, or EPISODE or FILM, which is gone on with
    after: np.ndarray  # the same, to be gone on with in the next sitting


def films(content: np.ndarray) -> Sittings:
    """Films, which are beside what is due: begun anew, and not to be gone on with."""
    count = len(content)
    return Sittings(content, np.zeros(count, dtype=bool), np.zeros(count), np.ones(count))


def halves(at: BlockDay, viewers: Viewers, chains: Chains) -> Halves:
    """What viewers left half-way in the last sitting, and leave in today's."""
    due = viewers.due
    return Halves(
        before=_left_over(at, viewers, chains, due.watched),
        after=_left_over(at, viewers, chains, due.watched + due.episodes),
    )


def _left_over(at: BlockDay, viewers: Viewers, chains: Chains, through: np.ndarray) -> np.ndarray:
    """What each viewer leaves half-way where so many episodes of the chain are through."""
    left = np.full(len(viewers), NOTHING)
    those = np.flatnonzero(through > 0)
    user, start = viewers.user[those], viewers.due.chain_start[those]
    number = through[those] - 1
    is_left = _is_left(at, user, start, number, nth(chains, those, number))
    drawn = luck(at.world.seed, "film after", at.people.first + user, start, number)
    due = viewers.due[those]
    begins = (drawn < OWN.film_after) & (due.sittings >= OWN.film_from)
    begins &= through[those] < due.before(WEEKS)  # for the chain has another sitting
    left[those] = np.where(is_left, EPISODE, np.where(begins, FILM, NOTHING))
    return left


def episodes(
    at: BlockDay, viewers: Viewers, chains: Chains, halves: Halves, viewer: np.ndarray,
    place: np.ndarray,
) -> Sittings:  # fmt: skip
    """What is due: the viewer's, `place` episodes into today's, with what is left half-way.

    The rest of something comes before them, at -1, and a film that is begun after them. A series
    that is through makes room for the next one; one whose provider the viewer has left since it
    was chosen is not watched: -1.
    """
    user, due, catalog = viewers.user[viewer], viewers.due[viewer], at.catalog
    number, is_rest, is_last = due.watched + place, place < 0, place + 1 == due.episodes
    now = nth(chains, viewer, number)
    content, chosen_on = now.content, due.chain_start + 7 * now.week
    is_film = np.where(is_rest, halves.before[viewer] == FILM, place == due.episodes)
    number -= is_film & ~is_rest  # a film bears the number of the episode before it
    film = np.flatnonzero(is_film)
    content[film], chosen_on[film] = _films(at, user[film], due[film], number[film])

    service = at.world.lookups.provider_service[catalog.provider[catalog.title[content]]]
    kept = _keeps(at, user, chosen_on, viewers.row[viewer], service)
    begins, ends = np.zeros(len(viewer)), np.ones(len(viewer))
    for share, is_half in (
        (begins, is_rest),
        (ends, is_film & ~is_rest | is_last & (halves.after[viewer] == EPISODE)),
    ):
        half = np.flatnonzero(is_half)
        share[half] = _left_at(at, user[half], due.chain_start[half], number[half])
    return Sittings(
        content=np.where(kept, content, -1),
        gives_up=now.gives_up & ~is_film,
        begins=begins,
        ends=ends,
    )


def _films(
    at: BlockDay, user: np.ndarray, due: Due, number: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The film that is begun after each episode of a chain, and the day on which it was chosen.

    That is the first of the chain's week, so that both sittings choose the same.
    """
    world, people, log = at.world, at.people, at.log
    week = sum((number >= due.before(later)).astype(np.int64) for later in range(1, WEEKS))
    chosen_on = due.chain_start + 7 * week
    services = (log.services[log.row_on(user, chosen_on - earlier)] for earlier in range(2))
    held = np.bitwise_and(*services)
    country = world.lookups.city_country[people.city(user, chosen_on)]
    drawn = luck(world.seed, "film in two", people.first + user, due.chain_start, number)
    title, seen_on = np.empty(len(user), dtype=np.int64), chosen_on - chosen_on % CHOSEN_EVERY
    for each in np.unique(seen_on).tolist():
        those = np.flatnonzero(seen_on == each)
        title[those] = world.films(each, 2 * CHAIN_DAYS).pick(
            country[those], held[those], people.traits.taste[user[those]], drawn[those]
        )
    return at.catalog.first[title], chosen_on


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
