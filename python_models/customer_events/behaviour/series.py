"""Which episodes are watched: a viewer's series, one after the other, in order."""

from __future__ import annotations

import numpy as np

from customer_events.behaviour.viewing import Viewers
from customer_events.world.block_day import BlockDay
from customer_events.world.chains import nth


def episodes(
    at: BlockDay, viewers: Viewers, viewer: np.ndarray, place: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The content of each episode that is due: the viewer's, `place` episodes into today's.

    All series of a chain are chosen on the day it begins. A series that is through makes
    room for the next one; one whose provider the viewer has left is not watched: -1. The other
    array says which ones are given up.
    """
    user, start = viewers.user[viewer], viewers.chain_start[viewer]
    content, gives_up = nth(at, user, viewers.watched[viewer] + place)
    catalog = at.catalog
    service = at.world.lookups.provider_service[catalog.provider[catalog.title[content]]]
    kept = _keeps(at, user, start, viewers.row[viewer], service)
    return np.where(kept, content, -1), gives_up


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
