"""Traits: what stays a user's or a title's own for life, drawn once with people and catalog.

Two plays differ by more than chance because of them. Whatever draws an event looks them up, and
what is known of the truth is read from here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.dice import NORMAL, Dice, choices
from customer_events.values.behaviour import BEHAVIOUR

OWN = BEHAVIOUR.traits
SPEEDS = np.array([0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0])
NORMAL_SPEED = 2
IS_OTHER = np.arange(len(SPEEDS)) != NORMAL_SPEED
SPEED_SHARES = BEHAVIOUR.playback.speed / BEHAVIOUR.playback.speed.sum()
OTHER_SPEED = choices(SPEED_SHARES * IS_OTHER)
MOST_OFTEN = 0.9  # that anybody plays at another speed


@dataclass(frozen=True)
class UserTraits(Columns):
    """The traits of a block's users."""

    patience: np.ndarray  # 0 on average; how far into a title they hold out
    restless: np.ndarray  # 0 on average; how often they pause and seek
    other_speed: np.ndarray  # the speed they take when it is not the normal one
    how_often: np.ndarray  # the share of plays at it
    taste: np.ndarray  # (user, genre), 1 on average; how much they like it
    leaning: np.ndarray  # (user, genre), rising to 1; the shares of genres in what they play

    def favorite(self, user: np.ndarray, drawn: np.ndarray) -> np.ndarray:
        """A genre for each number in (0, 1), by the user's leaning."""
        genre: np.ndarray = (self.leaning[user] > drawn[:, None]).argmax(axis=1)
        return genre


@dataclass(frozen=True)
class TitleTraits(Columns):
    """The traits of a catalog's titles."""

    quality: np.ndarray  # 0 on average; how far into it people hold out
    fades_for: np.ndarray  # days after which 37% of what wears off its appeal is left


def traits_of_users(dice: Dice, count: int, popularity: np.ndarray) -> UserTraits:
    """The traits of a block of users, in a world where genres are popular to these shares."""
    taste = _taste(dice, count, len(popularity))
    leaning = np.cumsum(taste * popularity, axis=1)
    return UserTraits(
        patience=(OWN.patience * dice.pick("patience", NORMAL, count)).astype(np.float32),
        restless=(OWN.restless * dice.pick("restless", NORMAL, count)).astype(np.float32),
        other_speed=dice.pick("own speed", OTHER_SPEED, count).astype(np.int8),
        how_often=_how_often(dice.uniform("takes to speed", count)),
        taste=taste,
        leaning=(leaning / leaning[:, -1:]).astype(np.float32),
    )


def _how_often(luck: np.ndarray) -> np.ndarray:
    """How often each user plays at another speed: many hardly ever, some nearly always."""
    often = (OWN.another_speed + 1) * luck**OWN.another_speed * SPEED_SHARES[IS_OTHER].sum()
    return np.minimum(often, MOST_OFTEN).astype(np.float32)


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
        fades_for=OWN.fades_for * np.exp(OWN.fading * dice.pick("fading", NORMAL, count)),
    )
