"""Trips: some days in another city of the country, from which people come back.

A household travels together, at most once in three months; what a user takes along is what fits
in a bag. Trips keep to the zone of the home, so that no viewing day overlaps the next.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from customer_events.kit.dice import SIZE, Dice
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.lookups import FANOUT
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK

OWN = BEHAVIOUR.trips
PERIOD = 90  # days in which a household travels once at most


def city_today(at: BlockDay, user: np.ndarray, home: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where users of the block are on the day, and whether that is away from home."""
    goes, to = _away(at.world.seed, at.day, at.block)
    household = at.people.home[user]
    city = at.world.lookups.city_nearby[home, to[household]]
    away = goes[household] & (city != home)
    return np.where(away, city, home), away


@lru_cache(maxsize=8)
def _away(seed: int, day: int, block: int) -> tuple[np.ndarray, np.ndarray]:
    """Whether each household would be away on the day, and the draw of its city."""
    dice = Dice(seed, day // PERIOD, block)
    lasts = 1 + dice.draws("trip lasts", BLOCK).astype(np.int64) * OWN.longest // SIZE
    begins = dice.draws("trip begins", BLOCK).astype(np.int64) * (PERIOD - lasts) // SIZE
    since = day % PERIOD - begins
    goes = dice.often("trip", min(OWN.a_year * PERIOD / 365, 1), BLOCK)
    return goes & (since >= 0) & (since < lasts), dice.draws("trip to", BLOCK) % FANOUT
