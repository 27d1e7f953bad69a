"""What viewers are shown and what they ask for: recommendations and searches.

The play is drawn first; then it is put into the list or the search that led to it. So every
click is followed by its title.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns, Ragged, add_up, owners, places
from customer_events.kit.dice import SIZE, Dice, choices
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.lookups import Lookups
from customer_events.world.catalog import Catalog
from customer_events.world.choice import Choice
from customer_events.world.search_index import (
    BEGINNING,
    KINDS,
    MISSPELLED,
    NAME,
    WORD,
    SearchIndex,
)  # fmt: skip

OWN = BEHAVIOUR.shelves
SHELF = 5  # titles that are shown at most
COPIES, CANDIDATES = 6, 6  # shelves for a country and genre, a day; titles for each
NOWHERE = 1 << 7  # a service that nobody has, of what stands on a shelf twice
SHOWN_WHEN_BROWSING, SHOWN_AFTER_PLAY = choices(OWN.when_browsing), choices(OWN.after_play)
QUERIES = choices(OWN.queries)
# The manners of asking: for a genre, or for a title by a word of it, its beginning, its name with
# a letter left out, or its name. What finds the title that is played is spelled right.
MANNERS = choices(OWN.manners)
BY_GENRE, BY_WORD, BY_BEGINNING, BY_MISTAKE, BY_NAME = range(5)
KIND = np.array([WORD, WORD, BEGINNING, MISSPELLED, NAME])


@dataclass(frozen=True)
class Shelves:
    """Rows of titles, ready to be shown: for each country and genre some, where the genre leads.

    Titles lie in pairs: of each, the second is the platform's own, and shown where the services
    of the viewer don't open the first.
    """

    title: np.ndarray  # (shelf, place)
    content: np.ndarray  # the title's film, or one of its episodes
    service: np.ndarray  # the bit of the service that each place needs, or 0
    genres: int

    def pick(self, country: np.ndarray, genre: np.ndarray, drawn: np.ndarray) -> np.ndarray:
        """A shelf each."""
        shelf: np.ndarray = (country * self.genres + genre) * COPIES + drawn % COPIES
        return shelf


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
    lookups: Lookups, catalog: Catalog, choice: Choice, arrived: np.ndarray, day: int, seed: int
) -> Shelves:
    """The shelves of a day, which hold what people choose there who like the genre best."""
    dice = Dice(seed, day)
    countries, genres = len(lookups.service_exists), len(lookups.reference.genres)
    each = COPIES * 2 * CANDIDATES
    country = np.repeat(np.arange(countries), genres * each)
    genre = np.tile(np.repeat(np.arange(genres), each), countries)
    taste = np.ones((len(genre), genres), dtype=np.float32)
    taste[np.arange(len(genre)), genre] = OWN.genre_leads
    is_first = np.arange(len(genre)) % 2 == 0
    services = np.where(is_first, (1 << len(lookups.service_reach)) - 1, 0)
    title = choice.pick(country, services, taste, dice.uniform("shelf", len(genre)))

    service = lookups.provider_service[catalog.provider[title]]
    bit = np.where(service < 0, 0, 1 << np.maximum(service, 0)).reshape(-1, 2 * CANDIDATES)
    title = title.reshape(bit.shape)
    for place in range(1, 2 * CANDIDATES):
        again = (title[:, :place] == title[:, place, None]).any(axis=1)
        bit[again, place] = NOWHERE
    luck = dice.draws("shelf episode", title.size).reshape(title.shape) / SIZE
    return Shelves(
        title=title,
        content=catalog.first[title] + (luck**2 * arrived[title]).astype(np.int64),
        service=bit.astype(np.uint8),
        genres=genres,
    )


@dataclass(frozen=True)
class Looking(Columns):
    """What is known of an event that can show a list."""

    event: np.ndarray
    country: np.ndarray
    genre: np.ndarray  # that leads the shelf
    services: np.ndarray
    browses: np.ndarray  # or has played
    clicked: np.ndarray  # the content that was chosen from the list, or -1


def recommendations(
    lookups: Lookups, catalog: Catalog, shelves: Shelves, dice: Dice, looking: Looking, events: int
) -> Ragged[Shown]:
    """What each event shows: of a shelf, the first titles that the viewer's services open.

    One algorithm makes a list. Whatever is clicked was likelier made by a good one, and stands
    where people look: the first place is clicked most.
    """
    count, drawn = len(looking), dice.draws("shown", len(looking))
    wanted = np.where(looking.browses, SHOWN_WHEN_BROWSING[drawn], SHOWN_AFTER_PLAY[drawn])
    is_chosen = looking.clicked >= 0
    wanted = np.where(is_chosen, np.maximum(wanted, 1), wanted)
    shelf = shelves.pick(looking.country, looking.genre, dice.draws("which shelf", count))
    held = looking.services.astype(np.uint8)
    opened = (shelves.service[shelf] & ~held[:, None]) == 0
    opened[:, 1::2] &= ~opened[:, ::2]
    so_far = add_up(opened.astype(np.int8))
    opened &= so_far <= wanted[:, None]
    shown = np.minimum(so_far[:, -1], wanted)

    row, place = np.nonzero(opened)
    content = shelves.content[shelf[row], place]
    chosen = np.flatnonzero(is_chosen & (shown > 0))
    first = (np.cumsum(shown) - shown)[chosen]
    luck = (dice.draws("clicked place", len(chosen)) + 0.5) / SIZE
    there = first + (luck**OWN.place_bias * shown[chosen]).astype(np.int64)
    clicked = looking.clicked[chosen]
    _put(content, catalog, first, shown[chosen], there, clicked)
    is_clicked = np.zeros(len(content), dtype=bool)
    is_clicked[there] = True

    algorithms = lookups.reference.algorithms
    drawn = dice.draws("algorithm", count)
    by_click = choices(algorithms.weight * algorithms.lift)[drawn]
    algorithm = np.where(is_chosen, by_click, choices(algorithms.weight)[drawn])
    counts = np.zeros(events, dtype=np.int64)
    counts[looking.event] = shown
    items = Shown(
        content=content.astype(np.int32),
        position=(places(shown) + 1).astype(np.int32),
        algorithm=algorithm[row].astype(np.int8),
        clicked=is_clicked,
    )
    return Ragged(counts, items)


def _put(
    content: np.ndarray, catalog: Catalog, first: np.ndarray, shown: np.ndarray,
    there: np.ndarray, clicked: np.ndarray,
) -> None:  # fmt: skip
    """Put what is clicked into its place of each list; if it was on it, the two change places."""
    title = catalog.title[clicked]
    for place in range(SHELF):
        other = first + place
        same = np.flatnonzero(place < shown)
        same = same[catalog.title[content[other[same]]] == title[same]]
        content[other[same]] = content[there[same]]
    content[there] = clicked


def searches(
    catalog: Catalog, genres: np.ndarray, shelves: Shelves, index: SearchIndex, found: np.ndarray,
    dice: Dice,
    is_search: np.ndarray, seconds: np.ndarray, sought: np.ndarray,
) -> Ragged[Asked]:  # fmt: skip
    """What each event asks for; the last query of one finds the content that is played next.

    `genres` has the genre of each title on the day.
    """
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
    by_genre, kind = manner == BY_GENRE, KIND[manner]
    genre = genres[title]
    asked = np.where(by_genre, index.of_genre[genre], index.of_title[title, kind])
    offset = (place + dice.draws("asked at", total) / SIZE) * seconds[event] / counts[event]
    items = Asked(
        offset=offset.astype(np.int64),
        query=np.where(by_genre, -1 - genre, KINDS * title + kind),
        results=found[asked],
    )
    return Ragged(counts, items)


def queries(index: SearchIndex, codes: np.ndarray) -> list[str]:
    """The words behind the codes."""
    of_title, of_genre = index.of_title.ravel()[np.maximum(codes, 0)], index.of_genre
    asked = np.where(codes < 0, of_genre[np.maximum(-1 - codes, 0)], of_title)
    return [index.texts[each] for each in asked.tolist()]
