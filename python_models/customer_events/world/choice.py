"""What somebody chooses on a day: by what is popular where they live, what they may open, and taste.

One number between 0 and 1 chooses a title, so whoever deals such numbers evenly deals titles
evenly. A country's table holds its titles by who provides them and by genre, each as wide as it
is popular there:

    own: Drama | Comedy | ... | Western    Netflix: Drama | ...    Disney+: ...

What a viewer's services don't open makes room for the platform's own; then the genres of the
provider are stretched by the viewer's taste, and the number falls on a title.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from customer_events.kit.arrays import Columns, add_up
from customer_events.kit.dice import SIZE
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.lookups import Lookups
from customer_events.world.catalog import Catalog

OWN = BEHAVIOUR.choice


@dataclass(frozen=True)
class Spots(Columns):
    """Where numbers between 0 and 1 fall, a row each."""

    row: np.ndarray  # the table
    cell: np.ndarray  # who provides it, and the genre
    share: np.ndarray  # of the cell that lies below
    stretch: np.ndarray  # how many times the cell's width all numbers together are


class Choice:
    """Look-up tables of the titles that can be chosen on a day, one for each language at home."""

    def __init__(self, lookups: Lookups, catalog: Catalog, day: int, among: np.ndarray) -> None:
        pull = np.where(among, catalog.demand(lookups, day), 0.0)
        pull = np.where(catalog.is_serial, pull**OWN.series_power, pull)
        group = lookups.provider_service[catalog.provider] + 1  # 0 for the platform's own
        self._genres, self._groups = lookups.genre_weights.shape[1], len(lookups.service_reach) + 1
        cell = group.astype(np.int64) * self._genres + catalog.genre
        there = np.flatnonzero(pull > 0)
        self._order = there[np.argsort(cell[there], kind="stable")]
        cells = np.arange(self._groups * self._genres)
        last = np.searchsorted(cell[self._order], cells, "right")
        self._last = np.insert(last, 0, 0)

        languages, country = np.unique(lookups.country_language, return_inverse=True)
        self._row = country
        self._tables = np.empty((len(languages), SIZE), dtype=np.int32)
        self._ends = np.zeros((len(languages), self._groups * self._genres + 1), dtype=np.int64)
        for row, language in enumerate(languages.tolist()):
            spoken = pull * _lean(lookups, pull, catalog.language == language, language)
            ends = np.cumsum(spoken[self._order])
            ends = np.rint(ends / ends[-1] * SIZE).astype(np.int64)
            self._tables[row] = np.repeat(self._order, np.diff(ends, prepend=0))
            self._ends[row, 1:] = np.concatenate([[0], ends])[last]
        wide = np.diff(self._ends, axis=1).reshape(-1, self._groups, self._genres)
        self._wide = wide.astype(np.float32)
        self._by_group = np.ascontiguousarray(wide.sum(axis=2).T)
        self._has_own = bool((self._by_group[0] > 0).all())

    def pick(
        self, country: np.ndarray, services: np.ndarray, taste: np.ndarray, drawn: np.ndarray
    ) -> np.ndarray:
        """A title for each number in (0, 1), from what the viewer has access to.

        `taste` has a row a number: how much the viewer likes each genre.
        """
        return self.titles(self.spots(country, services, taste, drawn))

    def spots(
        self, country: np.ndarray, services: np.ndarray, taste: np.ndarray, drawn: np.ndarray
    ) -> Spots:
        """Where in the tables each number falls."""
        row = self._row[country]
        group, width, rest = self._provided(row, services, drawn * SIZE)
        liked = add_up(self._wide[row, group] * taste)
        sought = rest * liked[:, -1]
        genre = (liked > sought[:, None]).argmax(axis=1)
        each = np.arange(len(row))
        before = np.where(genre > 0, liked[each, genre - 1], 0)
        wide = np.maximum(liked[each, genre] - before, 1e-9)
        return Spots(
            row=row,
            cell=group * self._genres + genre,
            share=(sought - before) / wide,
            stretch=liked[:, -1] * (SIZE / np.maximum(width, 1)) / wide,
        )

    def titles(self, spots: Spots) -> np.ndarray:
        """The title of each spot."""
        row, cell = spots.row, spots.cell
        first, end = self._ends[row, cell], self._ends[row, cell + 1]
        place = first + (spots.share * (end - first)).astype(np.int64)
        place = np.minimum(np.clip(place, first, np.maximum(end - 1, first)), SIZE - 1)
        title: np.ndarray = self._tables[row, place]
        return title

    def others(self, spots: Spots, drawn: np.ndarray) -> np.ndarray:
        """Any of the platform's own titles of each spot's genre, by a number in (0, 1)."""
        own = spots.cell % self._genres
        cell = np.where(self._last[own] < self._last[own + 1], own, spots.cell)
        first, end = self._last[cell], self._last[cell + 1]
        title: np.ndarray = self._order[first + (drawn * (end - first)).astype(np.int64)]
        return title

    def is_wide(self, spots: Spots, title: np.ndarray, lower: np.ndarray) -> np.ndarray:
        """Whether a number that is so much lower falls on the title of the spot as well."""
        share = spots.share - lower * spots.stretch
        is_same: np.ndarray = share >= 0
        same = np.flatnonzero(is_same)
        is_same[same] = self.titles(replace(spots[same], share=share[same])) == title[same]
        return is_same

    def _provided(
        self, row: np.ndarray, services: np.ndarray, sought: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Whose title each number falls on, how wide all of those are, and how far into them.

        The platform's own are 0.
        What is open lies at the end, one service after the other, and the own titles before it.
        """
        group, left = np.zeros(len(row), dtype=np.int64), SIZE - sought
        width = np.full(len(row), SIZE, dtype=np.int64)
        for service in range(1, self._groups):
            wide = self._by_group[service, row]
            if self._has_own:
                wide = wide * (services >> (service - 1) & 1)
            falls = (group == 0) & (left <= wide)
            group[falls] = service
            left = np.where(group == 0, left - wide, left)
            width = np.where(group == 0, width - wide, np.where(falls, wide, width))
        return group, width, 1 - left / np.maximum(width, 1)


def _lean(lookups: Lookups, pull: np.ndarray, is_own: np.ndarray, language: int) -> np.ndarray:
    """How much more people choose what speaks their own language: a factor for each title."""
    share = lookups.reference.languages.share
    lean = OWN.own_language + OWN.own_language_by_share * share[language] / share.sum()
    there = pull[is_own].sum() / pull.sum()
    return 1 - lean + lean * is_own / there if there else np.ones(len(pull))
