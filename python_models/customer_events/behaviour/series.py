"""Which episodes are watched: a viewer's series, one after the other, in order."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from customer_events.behaviour.viewing import CHAIN_DAYS, SERIES_AT_MOST, Viewers
from customer_events.kit.dice import SIZE, Dice
from customer_events.world.block_day import BlockDay
from customer_events.world.catalog import spoken
from customer_events.world.people import BLOCK


def episodes(at: BlockDay, viewers: Viewers, viewer: np.ndarray, place: np.ndarray) -> np.ndarray:
    """The content of each episode that is due: the viewer's, `place` episodes into today's.

    All series of a chain are chosen on the day it begins. A series that is through makes
    room for the next one; one whose provider the viewer has left is not watched: -1.
    """
    user, start = viewers.user[viewer], viewers.chain_start[viewer]
    number = viewers.watched[viewer] + place
    content = np.full(len(viewer), -1)
    period = start // CHAIN_DAYS
    for each in range(int(period.min()), int(period.max()) + 1) if len(viewer) else ():
        those = np.flatnonzero(period == each)
        content[those] = _nth(at, each, user[those], start[those], number[those])
    catalog = at.catalog
    service = at.world.lookups.provider_service[catalog.provider[catalog.title[content]]]
    return np.where(_keeps(at, user, start, viewers.row[viewer], service), content, -1)


def _nth(
    at: BlockDay, period: int, user: np.ndarray, start: np.ndarray, number: np.ndarray
) -> np.ndarray:
    """The content that comes so many places after the first of a chain that began in the period."""
    world, people, log = at.world, at.people, at.log
    day = period * CHAIN_DAYS
    catalog = world.catalog(max(day, world.start))
    choice = world.series(day, 2 * CHAIN_DAYS)
    arrived = world.arrived(day)
    country = world.lookups.city_country[people.city(user, start)]
    services = log.services[log.row_on(user, start)]
    content = np.full(len(user), -1)
    left, looking = number, np.arange(len(user))
    for hop in range(SERIES_AT_MOST):
        here = user[looking]
        leaning, drawn, drawn_own, luck = _draws(world.seed, period, at.block, hop)[:, here]
        language = spoken(world.lookups, country[looking], leaning)
        title = choice.pick(language, services[looking], drawn, drawn_own)
        begins = catalog.first[title]
        into = ((luck / SIZE) ** 2 * arrived[title]).astype(np.int64)
        first = catalog.season_first[begins + into]
        count = begins + arrived[title] - first
        found = left < count
        content[looking[found]] = (first + left)[found]
        left, looking = (left - count)[~found], looking[~found]
    return content


@lru_cache(maxsize=512)
def _draws(seed: int, period: int, block: int, hop: int) -> np.ndarray:
    """The draws of a block for one series of each chain; they serve every day of the period."""
    return Dice(seed, period, block).draws(f"run {hop}", 4 * BLOCK).reshape(4, BLOCK)


def _keeps(
    at: BlockDay, user: np.ndarray, start: np.ndarray, row: np.ndarray, service: np.ndarray
) -> np.ndarray:
    """Whether the viewer has had access to the service all through the chain."""
    log = at.log
    since = log.row_on(user, start)
    asked = 1 << np.maximum(service, 0)
    kept = np.ones(len(user), dtype=bool)
    for later in range(int((row - since).max(initial=0)) + 1):
        held = log.services[np.minimum(since + later, row)] & asked
        kept &= (service < 0) | (held != 0)
    return kept
