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
    taste: np.ndarray  # (user, genre), 1 on average; how much they like it
    leaning: np.ndarray  # (user, genre), rising to 1; the shares of genres in what they play

    def favorite(self, user: np.ndarray, drawn: np.ndarray) -> np.ndarray:
        """A genre for each number in (0, 1), by the user's leaning."""
        genre: np.ndarray = (drawn[:, None] >= self.leaning[user, :-1]).sum(axis=1)
        return genre


@dataclass(frozen=True)
class TitleTraits(Columns):
    """The traits of a catalog's titles."""

    quality: np.ndarray  # 0 on average; how far into it people hold out


def traits_of_users(dice: Dice, count: int, popularity: np.ndarray) -> UserTraits:
    """The traits of a block of users, in a world where genres are popular to these shares."""
    taste = _taste(dice, count, len(popularity))
    leaning = np.cumsum(taste * popularity, axis=1)
    return UserTraits(
        patience=(OWN.patience * dice.pick("patience", NORMAL, count)).astype(np.float32),
        taste=taste,
        leaning=(leaning / leaning[:, -1:]).astype(np.float32),
    )


def _taste(dice: Dice, count: int, genres: int) -> np.ndarray:
    """How much each user likes each genre.

    A taste is a few numbers, and a genre is a direction among them, the same in every block; so
    whoever likes one genre likes its neighbors.
    """
    dimensions = OWN.taste_dimensions
    genre = Dice(dice.seed).pick("genre direction", NORMAL, genres * dimensions)
    genre = genre.reshape(dimensions, genres)
    genre *= OWN.taste / np.sqrt((genre**2).sum(axis=0))
    user = dice.pick("taste", NORMAL, count * dimensions).reshape(count, dimensions)
    return np.exp(user @ genre - OWN.taste**2 / 2).astype(np.float32)


def traits_of_titles(dice: Dice, count: int) -> TitleTraits:
    """The traits of so many titles, in the order of their arrival."""
    return TitleTraits(
        quality=(OWN.quality * dice.pick("quality", NORMAL, count)).astype(np.float32),
    )
