"""What viewers are shown and what they ask for: recommendations and searches.

The play is drawn first; then it is put into the list or the search that led to it. So every
click is followed by its title.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns, Ragged, owners, places
from customer_events.kit.dice import SIZE, Dice, choices
from customer_events.values.lookups import Lookups
from customer_events.world.catalog import Catalog
from customer_events.world.search_index import (
    BEGINNING,
    KINDS,
    MISSPELLED,
    NAME,
    WORD,
    SearchIndex,
    query,
)  # fmt: skip

SHELF = 5  # titles at most
SHELVES, FEWEST = 3_000, 16  # for a day: dealt by the viewers of each set of services; each set
CANDIDATES = 7
SHOWN_WHEN_BROWSING = choices([0.06, 0.04, 0.10, 0.20, 0.25, 0.35])
SHOWN_AFTER_PLAY = choices([0.66, 0.04, 0.06, 0.10, 0.08, 0.06])
QUERIES = choices([0.0, 0.70, 0.22, 0.08])
# The manners of asking: for a genre, or for a title by a word of it, its beginning, its name with
# a letter left out, or its name. What finds the title that is played is no genre and spelled right.
MANNERS = choices([0.20, 0.35, 0.07, 0.10, 0.28])
BY_GENRE, BY_WORD, BY_BEGINNING, BY_MISTAKE, BY_NAME = range(5)
KIND = np.array([WORD, WORD, BEGINNING, MISSPELLED, NAME])


@dataclass(frozen=True)
class Shelves:
    """Rows of different titles, ready to be shown, for each set of services some."""

    title: np.ndarray  # (shelf, place)
    content: np.ndarray  # the title's film, or one of its episodes
    size: np.ndarray
    first: np.ndarray  # shelf of each set
    count: np.ndarray

    def pick(self, services: np.ndarray, drawn: np.ndarray) -> np.ndarray:
        """A shelf each, with nothing on it that the services would not open."""
        return self.first[services] + drawn % self.count[services]


@dataclass(frozen=True)
class Shown(Columns):
    """What viewers are shown, an entry of a list a row."""

    content: np.ndarray
    position: np.ndarray  # from 1 on
    algorithm: np.ndarray
    clicked: np.ndarray


@dataclass(frozen=True)
class Asked(Columns):
    """What viewers search for, a query a row."""

    offset: np.ndarray  # seconds since the event began
    query: np.ndarray  # a code, see queries()
    results: np.ndarray


def make_shelves(
    lookups: Lookups, catalog: Catalog, arrived: np.ndarray, day: int, seed: int
) -> Shelves:
    """The shelves of a day, which hold what people choose; the platform's own titles stand in for locked ones."""
    dice = Dice(seed, day)
    reach = lookups.service_reach
    sets = np.arange(1 << len(reach))
    opened = (sets[:, None] >> np.arange(len(reach)) & 1).astype(bool)
    shares = np.where(opened, reach, 1 - reach).prod(axis=1)
    of_a_set = FEWEST + (SHELVES * shares).astype(np.int64)
    count = int(of_a_set.sum())
    pull = np.where(catalog.playable(day) & (arrived > 0), catalog.demand(lookups, day), 0)
    service = lookups.provider_service[catalog.provider]
    of_our_own = pull * (service < 0)

    title = dice.pick("shelf", choices(pull), count * CANDIDATES)
    bit = np.where(service < 0, 0, 1 << np.maximum(service, 0))[title]
    locked = np.flatnonzero(bit & ~np.repeat(sets, of_a_set * CANDIDATES))
    if of_our_own.any():
        title[locked] = dice.pick("own shelf", choices(of_our_own), len(locked))
    title = title.reshape(count, CANDIDATES)
    again = np.zeros(title.shape, dtype=bool)
    for place in range(1, CANDIDATES):
        again[:, place] = (title[:, :place] == title[:, place, None]).any(axis=1)
    order = np.argsort(again, axis=1, kind="stable")[:, :SHELF]
    title = np.take_along_axis(title, order, axis=1)
    luck = dice.draws("shelf episode", count * SHELF).reshape(count, SHELF) / SIZE
    return Shelves(
        title=title,
        content=catalog.first[title] + (luck**2 * arrived[title]).astype(np.int64),
        size=np.minimum((~again).sum(axis=1), SHELF),
        first=np.cumsum(of_a_set) - of_a_set,
        count=of_a_set,
    )


def recommendations(
    lookups: Lookups, catalog: Catalog, shelves: Shelves, dice: Dice, services: np.ndarray,
    is_play: np.ndarray, is_browse: np.ndarray, clicked: np.ndarray,
) -> Ragged[Shown]:  # fmt: skip
    """What each event shows; `clicked` is the content that was chosen from it, or -1."""
    count = len(clicked)
    drawn = dice.draws("shown", count)
    shown = np.where(is_browse, SHOWN_WHEN_BROWSING[drawn], SHOWN_AFTER_PLAY[drawn])
    shown = np.where(is_play | is_browse, shown, 0)
    shown = np.where(clicked >= 0, np.maximum(shown, 1), shown)
    shelf = shelves.pick(services, dice.draws("which shelf", count))
    shown = np.minimum(shown, shelves.size[shelf])

    chosen = np.flatnonzero(clicked >= 0)
    title = catalog.title[clicked[chosen]]
    at = dice.draws("clicked place", len(chosen)) % shown[chosen]
    on_shelf = shelves.title[shelf[chosen]] == title[:, None]
    there = on_shelf.argmax(axis=1)
    at = np.where(on_shelf.any(axis=1) & (there < shown[chosen]), there, at)

    event, place = owners(shown), places(shown)
    content = shelves.content[shelf[event], place]
    start = np.cumsum(shown) - shown
    is_clicked = np.zeros(len(event), dtype=bool)
    is_clicked[start[chosen] + at] = True
    content[start[chosen] + at] = clicked[chosen]
    algorithm = dice.pick("algorithm", choices(lookups.reference.algorithms.weight), len(event))
    items = Shown(
        content=content.astype(np.int32),
        position=(place + 1).astype(np.int32),
        algorithm=algorithm.astype(np.int8),
        clicked=is_clicked,
    )
    return Ragged(shown, items)


def searches(
    catalog: Catalog, shelves: Shelves, index: SearchIndex, found: np.ndarray, dice: Dice,
    is_search: np.ndarray, seconds: np.ndarray, sought: np.ndarray,
) -> Ragged[Asked]:  # fmt: skip
    """What each event asks for; the last query of one finds the content that is played next."""
    counts = np.zeros(len(is_search), dtype=np.int64)
    events = np.flatnonzero(is_search)
    counts[events] = dice.pick("queries", QUERIES, len(events))
    event, place = owners(counts), places(counts)
    total = len(event)
    wanted = sought[event]
    finds = (wanted >= 0) & (place == counts[event] - 1)

    shelf = dice.draws("sought shelf", total)
    elsewhere = shelves.title[shelf % len(shelves.title), 0]
    title = np.where(wanted >= 0, catalog.title[wanted], elsewhere)
    manner = dice.pick("manner", MANNERS, total)
    manner = np.where(finds & (manner == BY_MISTAKE), BY_NAME, manner)
    by_genre, kind = ~finds & (manner == BY_GENRE), KIND[manner]
    genre = catalog.genre[title]
    asked = np.where(by_genre, index.of_genre[genre], index.of_title[title, kind])
    offset = (place + dice.draws("asked at", total) / SIZE) * seconds[event] / counts[event]
    items = Asked(
        offset=offset.astype(np.int64),
        query=np.where(by_genre, -1 - genre, KINDS * title + kind),
        results=found[asked],
    )
    return Ragged(counts, items)


def queries(lookups: Lookups, catalog: Catalog, codes: np.ndarray) -> list[str]:
    """The words behind the codes."""
    genres = lookups.reference.genres.genre
    return [
        genres[-1 - code].lower() if code < 0
        else query(catalog.names[code // KINDS].lower(), code // KINDS, code % KINDS)
        for code in codes.tolist()
    ]  # fmt: skip
