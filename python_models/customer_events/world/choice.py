"""What somebody chooses on a day: by what is popular where they live, what they may open, and taste.

One number between 0 and 1 chooses a title, so whoever deals such numbers evenly deals titles
evenly. A country's table holds its titles by who provides them and by genre, each as wide as it
is popular there:

    own: Drama | Comedy | ... | Western    Netflix: Drama | ...    Disney+: ...

What a viewer's services don't open makes room for the platform's own; then the genres of the
provider are stretched by the viewer's taste, and the number falls on a title.
"""

from __future__ import annotations

import numpy as np

from customer_events.kit.dice import SIZE
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.lookups import Lookups
from customer_events.world.catalog import Catalog

OWN = BEHAVIOUR.choice


class Choice:
    """Look-up tables of the titles that can be chosen on a day, one for each language at home."""

    def __init__(self, lookups: Lookups, catalog: Catalog, day: int, among: np.ndarray) -> None:
        pull = np.where(among, catalog.demand(lookups, day), 0.0)
        pull = np.where(catalog.is_serial, pull**OWN.series_power, pull)
        group = lookups.provider_service[catalog.provider] + 1  # 0 for the platform's own
        self._genres, self._groups = lookups.genre_weights.shape[1], len(lookups.service_reach) + 1
        cell = group.astype(np.int64) * self._genres + catalog.genre
        self._order = np.argsort(cell, kind="stable")
        last = np.searchsorted(cell[self._order], np.arange(self._groups * self._genres), "right")

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
        self._by_group = wide.sum(axis=2)
        self._has_own = bool((self._by_group[:, 0] > 0).all())

    def pick(
        self, country: np.ndarray, services: np.ndarray, taste: np.ndarray, drawn: np.ndarray
    ) -> np.ndarray:
        """A title for each number in (0, 1), from what the viewer has access to.

        `taste` has a row a number: how much the viewer likes each genre.
        """
        row, rest = self._row[country], drawn * SIZE
        group, rest = self._provided(row, services, rest)
        liked = np.cumsum(self._wide[row, group] * taste, axis=1)
        sought = rest * liked[:, -1]
        genre = np.minimum((sought[:, None] >= liked).sum(axis=1), self._genres - 1)
        each = np.arange(len(row))
        before = np.where(genre > 0, liked[each, genre - 1], 0)
        share = (sought - before) / np.maximum(liked[each, genre] - before, 1e-9)
        cell = group * self._genres + genre
        first, end = self._ends[row, cell], self._ends[row, cell + 1]
        place = first + (share * (end - first)).astype(np.int64)
        place = np.minimum(np.clip(place, first, np.maximum(end - 1, first)), SIZE - 1)
        title: np.ndarray = self._tables[row, place]
        return title

    def _provided(
        self, row: np.ndarray, services: np.ndarray, rest: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Whose title each number falls on, 0 for the platform's own, and how far into those."""
        wide = self._by_group[row]
        if self._has_own:
            opened = (services[:, None] >> np.arange(self._groups - 1) & 1).astype(bool)
            locked = np.where(opened, 0, wide[:, 1:])
            wide[:, 0] += locked.sum(axis=1)
            wide[:, 1:] -= locked
        ends = np.cumsum(wide, axis=1)
        group = np.minimum((rest[:, None] >= ends).sum(axis=1), self._groups - 1)
        each = np.arange(len(row))
        width = wide[each, group]
        return group, (rest - (ends[each, group] - width)) / np.maximum(width, 1)


def _lean(lookups: Lookups, pull: np.ndarray, is_own: np.ndarray, language: int) -> np.ndarray:
    """How much more people choose what speaks their own language: a factor for each title."""
    share = lookups.reference.languages.share
    lean = OWN.own_language + OWN.own_language_by_share * share[language] / share.sum()
    there = pull[is_own].sum() / pull.sum()
    return 1 - lean + lean * is_own / there if there else np.ones(len(pull))
