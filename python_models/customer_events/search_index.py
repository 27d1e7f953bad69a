"""What a search finds: titles that begin with the query or have it as a word, and a genre's titles.

Queries are made from titles, so all of them are known beforehand, and how many titles a query
finds on a day is looked up. What is asked twice on a day finds as much both times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from customer_events.catalogue import Catalogue
from customer_events.days import DAY
from customer_events.lookups import Lookups

KINDS = 4  # of queries for a title
NAME, WORD, BEGINNING, MISSPELT = range(KINDS)
LAST = chr(0x10FFFF)  # comes after every letter
STRIDE = 7_919


@dataclass(frozen=True)
class SearchIndex:
    """Every query that there can be, by its number, and the titles whose names it finds."""

    of_title: np.ndarray  # (title, kind) -> query
    of_genre: np.ndarray
    first: np.ndarray  # the query's first member; one entry more than there are queries
    members: np.ndarray  # titles


def query(name: str, number: int, kind: int) -> str:
    """How a title is asked for: by its name or longest word, cut short or with a letter left out."""
    name = name.lower()
    if kind == WORD:
        return max(name.split(), key=len)
    if kind == BEGINNING:
        return name[: max(3, 2 * len(name) // 3)].rstrip()
    if kind == MISSPELT and len(name) > 2:
        left_out = 1 + number * STRIDE % (len(name) - 2)
        left_out += name[left_out] == " "
        return name[:left_out] + name[left_out + 1 :]
    return name


def search_index(lookups: Lookups, catalogue: Catalogue) -> SearchIndex:
    """The queries for the titles of a catalogue and for the genres, and what they find."""
    genres = [genre.lower() for genre in lookups.reference.genres.genre]
    numbers: dict[str, int] = {}
    of_genre = [numbers.setdefault(genre, len(numbers)) for genre in genres]
    of_title = [
        [numbers.setdefault(query(name, number, kind), len(numbers)) for kind in range(KINDS)]
        for number, name in enumerate(catalogue.names)
    ]

    names = [name.lower() for name in catalogue.names]
    in_order = sorted(range(len(names)), key=names.__getitem__)
    sorted_names = [names[number] for number in in_order]
    with_word: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        for word in set(name.split()):
            with_word.setdefault(word, []).append(number)
    members: list[int] = []
    first = [0]
    for text in numbers:
        start, end = bisect_left(sorted_names, text), bisect_right(sorted_names, text + LAST)
        members += {*in_order[start:end], *with_word.get(text, ())}
        first.append(len(members))
    return SearchIndex(
        of_title=np.array(of_title, dtype=np.int32).reshape(-1, KINDS),
        of_genre=np.array(of_genre),
        first=np.array(first),
        members=np.array(members, dtype=np.int64),
    )


def found(index: SearchIndex, catalogue: Catalogue, day: int) -> np.ndarray:
    """How many titles each query finds on a day, among those that can be played all day."""
    there = catalogue.playable(day) & (catalogue.arrived(day) > 0)
    genre = np.where(catalogue.retagged_at < day * DAY, catalogue.new_genre, catalogue.genre)
    counts = np.diff(np.insert(np.cumsum(there[index.members]), 0, 0)[index.first])
    of_genre = np.bincount(genre[there], minlength=len(index.of_genre))
    for number, row in enumerate(index.of_genre):
        named = index.members[index.first[row] : index.first[row + 1]]
        counts[row] += of_genre[number] - (there[named] & (genre[named] == number)).sum()
    return counts.astype(np.int32)
