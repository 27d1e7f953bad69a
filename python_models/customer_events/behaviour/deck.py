"""A deck of films for each viewer and four weeks, so that few films are played twice.

A film is chosen by a number between 0 and 1. A deck is numbers at equal distances, shuffled; its
cards are dealt to the days, some to each, whether they are played or not. So no day needs to know
what was played before. A film that is so popular that it covers two cards has the lowest of them;
whoever draws another takes a number at random instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.dice import luck
from customer_events.world.block_day import BlockDay

DAYS, A_DAY = 28, 3  # cards of a day; whoever plays more goes on with another deck
CARDS = 89  # the first prime from 28 x 3 on, so that every stride meets each card once
APART = 1 / CARDS  # from one card to the next


@dataclass(frozen=True)
class Dealt:
    """Numbers in (0, 1), a row a film."""

    number: np.ndarray
    instead: np.ndarray  # what is taken where both are of one film


def deal(at: BlockDay, user: np.ndarray, place: np.ndarray) -> Dealt:
    """The cards of a day: the user's, `place` films into theirs."""
    seed, number = at.world.seed, at.people.first + user
    shifted = at.day + number % DAYS
    period, day = shifted // DAYS, shifted % DAYS
    deck = place // A_DAY
    stride = 1 + (luck(seed, "deck stride", number, period) * (CARDS - 1)).astype(np.int64)
    first = (luck(seed, "deck begins", number, period, deck) * CARDS).astype(np.int64)
    within = luck(seed, "deck", number, period, deck)
    card = ((day * A_DAY + place % A_DAY) * stride + first) % CARDS
    return Dealt(
        number=(card + within) / CARDS,
        instead=luck(seed, "deck instead", number, at.day, place),
    )
