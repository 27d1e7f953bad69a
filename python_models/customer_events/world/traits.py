"""Traits: what stays a user's or a title's own for life, drawn once with people and catalog.

Two plays differ by more than chance because of them. Whatever draws an event looks them up, and
what is known of the truth is read from here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.dice import NORMAL, Dice
from customer_events.values.behaviour import BEHAVIOUR

OWN = BEHAVIOUR.traits


@dataclass(frozen=True)
class UserTraits(Columns):
    """The traits of a block's users."""

    patience: np.ndarray  # 0 on average; how far into a title they hold out


@dataclass(frozen=True)
class TitleTraits(Columns):
    """The traits of a catalog's titles."""

    quality: np.ndarray  # 0 on average; how far into it people hold out


def traits_of_users(dice: Dice, count: int) -> UserTraits:
    """The traits of a block of users."""
    return UserTraits(
        patience=(OWN.patience * dice.pick("patience", NORMAL, count)).astype(np.float32),
    )


def traits_of_titles(dice: Dice, count: int) -> TitleTraits:
    """The traits of so many titles, in the order of their arrival."""
    return TitleTraits(
        quality=(OWN.quality * dice.pick("quality", NORMAL, count)).astype(np.float32),
    )
