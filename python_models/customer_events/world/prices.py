"""A rise of the list prices: from which day on, by how much, and who does not put up with it.

The prices themselves are those of seeds/plans.csv, and raw_plan_prices raises them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from customer_events.kit.days import NEVER, number
from customer_events.kit.dice import Dice
from customer_events.parameters import Parameters
from customer_events.values.behaviour import BEHAVIOUR

OWN = BEHAVIOUR.prices


class PriceRise(NamedTuple):
    """The first day with the higher prices, and by what share they are."""

    day: int
    share: float


def price_rise(parameters: Parameters) -> PriceRise:
    """The rise that a world sees; without one, on a day that does not come."""
    since = parameters.price_rise_from
    return (
        PriceRise(NEVER, 0.0) if since is None else PriceRise(number(since), parameters.price_rise)
    )


def minds_rise(rise: PriceRise, dice: Dice, loyalty: np.ndarray) -> np.ndarray:
    """Who leaves because of the rise, if they are subscribed on its day: the loyal ones rarely."""
    if not rise.share:
        return np.zeros(len(loyalty), dtype=bool)
    leaves = 1 - np.exp(-OWN.leaves_over * rise.share / loyalty)
    minds: np.ndarray = dice.uniform("price rise", len(loyalty)) < leaves
    return minds
