"""A deck of films for each viewer and eight weeks, so that few films are played twice.

A film is chosen by a number between 0 and 1. A deck is numbers at equal distances, shuffled; its
cards are dealt to the days, some to each, whether they are played or not. So no day needs to know
what was played before. A film that is so popular that it covers two cards has the lowest of them;
whoever draws another takes any film of its genre instead. Who watches a lot has a thicker deck; who
does not takes a new film whenever it falls to them, for its time is short.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.dice import luck
from customer_events.world.block_day import BlockDay

DAYS = 56
FROM_WEIGHT = np.array([1.5, 4, 9])  # of viewers with decks of the second thickness and on
A_DAY = np.array([1, 2, 4, 8])  # cards; whoever plays more goes on with another deck
CARDS = np.array([59, 113, 227, 449])  # primes, so each stride meets all cards
THICK = 2  # from this thickness on, even a new film is watched once


@dataclass(frozen=True)
class Dealt:
    """Numbers in (0, 1), a row a film."""

    number: np.ndarray
    apart: np.ndarray  # from one card of the deck to the next
    is_thick: np.ndarray
    instead: np.ndarray  # what is taken where both are of one film


def deal(at: BlockDay, user: np.ndarray, place: np.ndarray) -> Dealt:
    """The cards of a day: the user's, `place` films into theirs."""
    seed, number = at.world.seed, at.people.first + user
    thickness = np.searchsorted(FROM_WEIGHT, at.people.weight[user])
    a_day, cards = A_DAY[thickness], CARDS[thickness]
    shifted = at.day + number % DAYS
    period, day = shifted // DAYS, shifted % DAYS
    deck = place // a_day
    stride = 1 + (luck(seed, "deck stride", number, period) * (cards - 1)).astype(np.int64)
    first = (luck(seed, "deck begins", number, period, deck) * cards).astype(np.int64)
    within = luck(seed, "deck", number, period, deck)
    card = ((day * a_day + place % a_day) * stride + first) % cards
    return Dealt(
        number=(card + within) / cards,
        apart=1 / cards,
        is_thick=thickness >= THICK,
        instead=luck(seed, "deck instead", number, at.day, place),
    )
