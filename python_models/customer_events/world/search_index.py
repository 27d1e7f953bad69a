"""What a search finds: titles that begin with the query or have it as a word, and a genre's titles.

Queries are made from titles, so all of them are known beforehand, and how many titles a query
finds on a day is looked up. What is asked twice on a day finds as much both times.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from customer_events.kit.days import DAY
from customer_events.values.lookups import Lookups
from customer_events.world.catalog import Catalog

KINDS = 4  # of queries for a title
NAME, WORD, BEGINNING, MISSPELLED = range(KINDS)
STRIDE = 7_919


@dataclass(frozen=True)
class SearchIndex:
    """Every query that there can be, by its number, and the titles whose names it finds."""

    texts: list[str]  # the query
    of_title: np.ndarray  # (title, kind) -> query
    of_genre: np.ndarray
    first: np.ndarray  # the query's first member; one entry more than there are queries
    members: np.ndarray  # titles


def query(name: str, number: int, kind: int) -> str:
    """How a title in small letters is asked for: whole or by a word, cut short or misspelled."""
    if kind == WORD:
        return max(name.split(), key=len)
    if kind == BEGINNING:
        return name[: max(3, 2 * len(name) // 3)].rstrip()
    if kind == MISSPELLED and len(name) > 2:
        left_out = 1 + number * STRIDE % (len(name) - 2)
        left_out += name[left_out] == " "
        return (name[:left_out] + name[left_out + 1 :]).rstrip()
    return name


def make_search_index(lookups: Lookups, catalog: Catalog) -> SearchIndex:
    """The queries for the titles of a catalog and for the genres, and what they find."""
    names = [name.lower() for name in catalog.names]
    numbers: dict[str, int] = {}
    of_genre = [
        numbers.setdefault(genre.lower(), len(numbers)) for genre in lookups.reference.genres.genre
    ]
    of_title = [
        numbers.setdefault(query(name, number, kind), len(numbers))
        for number, name in enumerate(names)
        for kind in range(KINDS)
    ]

    with_word: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        for word in set(name.split()):
            with_word.setdefault(word, []).append(number)
    by_name = sorted(zip(names, range(len(names)), strict=True))
    in_order, sorted_names = [number for _, number in by_name], [name for name, _ in by_name]
    members: list[int] = []
    first = [0]
    for text in numbers:
        start = end = bisect_left(sorted_names, text)
        while end < len(names) and sorted_names[end].startswith(text):
            end += 1
        of_word = with_word.get(text, ())
        members += {*in_order[start:end], *of_word} if of_word else in_order[start:end]
        first.append(len(members))
    return SearchIndex(
        texts=list(numbers),
        of_title=np.array(of_title, dtype=np.int32).reshape(-1, KINDS),
        of_genre=np.array(of_genre),
        first=np.array(first),
        members=np.array(members, dtype=np.int64),
    )


def genres(catalog: Catalog, day: int) -> np.ndarray:
    """The genre of each title as the day begins."""
    return np.where(catalog.retagged_at < day * DAY, catalog.new_genre, catalog.genre)


def found(index: SearchIndex, catalog: Catalog, arrived: np.ndarray, day: int) -> np.ndarray:
    """How many titles each query finds on a day, among those that can be played all day."""
    there = catalog.playable(day) & (arrived > 0)
    genre = genres(catalog, day)
    counts = np.diff(np.insert(np.cumsum(there[index.members]), 0, 0)[index.first])
    of_genre = np.bincount(genre[there], minlength=len(index.of_genre))
    for number, row in enumerate(index.of_genre):
        named = index.members[index.first[row] : index.first[row + 1]]
        counts[row] += of_genre[number] - (there[named] & (genre[named] == number)).sum()
    return counts.astype(np.int32)
