"""What people are called, and the names of their mailboxes.

People make such a name from their own, each in a way of their own. Whoever finds it taken adds a
number: nobody else's mailbox has the same name, whatever its domain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from customer_events.kit.arrays import places
from customer_events.kit.dice import Dice, choices
from customer_events.values.lookups import Lookups
from customer_events.values.names import first_names, last_names
from customer_events.world.people import BLOCK, People

DOTTED, JOINED, INITIAL, UNDERSCORED, WITH_YEAR = range(5)
WAYS = choices([0.46, 0.16, 0.14, 0.06, 0.18])
BIRTH_YEARS = 1946, 62  # the first, and how many


@dataclass(frozen=True)
class Addresses:
    """The names of a block of users, and of their mailboxes."""

    country: np.ndarray  # whose names they have
    first_name: np.ndarray  # numbers within the country's names
    last_name: np.ndarray  # at birth
    local_part: pa.Array  # without the number
    different: pa.Array  # those of the block, each once...
    taken: np.ndarray  # ...and how many have it
    number: np.ndarray  # how many in the block have it before


def make_addresses(lookups: Lookups, people: People, seed: int, block: int) -> Addresses:
    """The names of one block of users."""
    dice, locales = Dice(seed, shard=block), lookups.reference.countries.locale
    country = lookups.city_country[people.place[:, 0]]
    firsts, lasts = first_names(locales), last_names(locales)
    first_name = firsts.drawn(country, dice.draws("first name", BLOCK))
    last_name = lasts.drawn(country, dice.draws("last name", BLOCK))
    first = firsts.slugs.take(firsts.place(country, first_name))
    last = lasts.slugs.take(lasts.place(country, last_name))
    year = BIRTH_YEARS[0] + (
        dice.draws("birth year", BLOCK).astype(np.int64) * BIRTH_YEARS[1] >> 16
    )
    ways = [
        pc.binary_join_element_wise(first, last, "."),
        pc.binary_join_element_wise(first, last, ""),
        pc.binary_join_element_wise(pc.utf8_slice_codeunits(first, 0, 1), last, ""),
        pc.binary_join_element_wise(first, last, "_"),
        pc.binary_join_element_wise(
            first, last, pc.utf8_slice_codeunits(pa.array(year).cast(pa.string()), 2), ""
        ),
    ]
    way = dice.pick("address", WAYS, BLOCK)
    encoded = pc.choose(pa.array(way), *ways).dictionary_encode()
    code = encoded.indices.to_numpy()
    order, taken = np.argsort(code, kind="stable"), np.bincount(code)
    number = np.empty(BLOCK, dtype=np.int64)
    number[order] = places(taken)
    return Addresses(
        country=country,
        first_name=first_name,
        last_name=last_name,
        local_part=pc.cast(encoded, pa.string()),
        different=encoded.dictionary,
        taken=taken,
        number=number,
    )


def mailboxes(ours: Addresses, earlier: list[Addresses]) -> pa.Array:
    """The name of each mailbox of a block, with a number where somebody had it before."""
    before = ours.number.copy()
    for them in earlier:
        place = pc.index_in(ours.local_part, them.different).to_numpy(zero_copy_only=False)
        known = np.flatnonzero(place >= 0)
        before[known] += them.taken[place[known].astype(np.int64)]
    numbered = pc.binary_join_element_wise(
        ours.local_part, pa.array(before + 1).cast(pa.string()), "."
    )
    return pc.if_else(pa.array(before > 0), numbered, ours.local_part)
