"""What stays a user's own though no raw table tells it: their clock, the line of their home, likes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.dice import NORMAL, Dice, choices
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.hours import CHRONOTYPE_SHARES
from customer_events.world.people import BLOCK, WEIGHT, People

OWN = BEHAVIOUR.habits
CHRONOTYPE = choices(CHRONOTYPE_SHARES)
MEDIAN_WEIGHT = float(np.median(WEIGHT))


@dataclass(frozen=True)
class Habits(Columns):
    """The habits of a block of users, a row each."""

    chronotype: np.ndarray
    line: np.ndarray  # how fast the home's line is, in standard deviations
    coverage: np.ndarray  # how fast the user's mobile network is
    loyalty: np.ndarray  # how much longer the user stays subscribed than a median viewer
    generosity: np.ndarray  # how much likelier than others the user likes a post


def make_habits(seed: int, people: People, block: int) -> Habits:
    """The habits of a block's users, from the seed and the block's number alone."""
    dice = Dice(seed, shard=block)
    return Habits(
        chronotype=dice.pick("chronotype", CHRONOTYPE, BLOCK).astype(np.int8),
        line=dice.pick("household line", NORMAL, BLOCK)[people.home].astype(np.float32),
        loyalty=_loyalty(dice, people.weight),
        generosity=np.exp(
            OWN.generosity * dice.pick("generosity", NORMAL, BLOCK) - OWN.generosity**2 / 2
        ),
        coverage=dice.pick("mobile coverage", NORMAL, BLOCK).astype(np.float32),
    )


def _loyalty(dice: Dice, weight: np.ndarray) -> np.ndarray:
    """Whoever watches more stays longer, and some stay anyway."""
    watched = (weight / MEDIAN_WEIGHT) ** OWN.watched_pull
    loyalty: np.ndarray = watched * np.exp(OWN.loyalty_spread * dice.pick("loyalty", NORMAL, BLOCK))
    return loyalty
