"""One simulated world: everything that is fixed before the first event happens."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache

import numpy as np
import pyarrow as pa

from customer_events.behaviour import feed, playback, viewing
from customer_events.kit.days import ViewingDays, number
from customer_events.kit.dice import Dice
from customer_events.kit.ids import uuids
from customer_events.parameters import Parameters
from customer_events.values.lookups import lookups
from customer_events.values.value_sets import Reference
from customer_events.world import people, subscriptions
from customer_events.world.catalogue import Catalogue, Choice, catalogue
from customer_events.world.growth import HISTORY_DAYS, Growth
from customer_events.world.search_index import SearchIndex, found, search_index
from customer_events.world.shelves import Shelves, shelves

SIGNUPS, TITLES, POSTS = 0.003, 0.001, 0.003  # new ones a day, as a share of the first ones
TITLES_AHEAD = 90  # days for which the catalogue is made at a time
DAYS_KEPT = 8  # of the tables that are made for a day


class World:
    """The people, the catalogue and the calendar of a world, made when they are asked for."""

    def __init__(self, parameters: Parameters, reference: Reference, until: int) -> None:
        self.seed = parameters.seed
        self.start = number(parameters.start_date)
        self.until = until  # what is scheduled for later days is left out, to save memory
        self.late_days = parameters.late_days
        self.base_titles = parameters.contents
        self.lookups = lookups(reference)
        self.middle_actions = playback.middle_actions(reference.actions)
        self.buffering = playback.buffering_tables()
        dice = Dice(self.seed)
        self.users = Growth(dice, "user", parameters.users, SIGNUPS, self.start)
        self.titles = Growth(dice, "title", parameters.contents, TITLES, self.start)
        self.posts = Growth(dice, "post", parameters.posts, POSTS, self.start)
        self.people = cache(self._people)
        self.log = cache(self._log)
        self.user_ids = cache(self._user_ids)
        self.level = cache(self._level)
        self.post_block = cache(self._post_block)
        self.catalogue_until = cache(self._catalogue_until)
        self.films = lru_cache(DAYS_KEPT)(self._films)
        self.shelves = lru_cache(DAYS_KEPT)(self._shelves)
        self.arrived = lru_cache(DAYS_KEPT)(self._arrived)
        self.series = lru_cache(DAYS_KEPT)(self._series)
        self.found = lru_cache(DAYS_KEPT)(self._found)
        self.index_until = cache(self._index_until)

    @cached_property
    def calendar(self) -> ViewingDays:
        """Viewing days from the first sign-up on."""
        return ViewingDays(self.lookups.zones, self.start - HISTORY_DAYS - 1, self.until)

    @cached_property
    def posting(self) -> np.ndarray:
        """The share of a day's posts by each full hour in UTC."""
        return feed.posting(self)

    @cached_property
    def service_sets(self) -> pa.Array:
        """Every set of connected services, at the place that its bits make."""
        names = self.lookups.reference.services.service
        codes = range(1 << len(names))
        sets = [[name for bit, name in enumerate(names) if code >> bit & 1] for code in codes]
        return pa.array(sets, pa.list_(pa.string()))

    def blocks(self, day: int) -> range:
        """The blocks of users that exist by the end of the day."""
        return range(-(-int(self.users.count(day)) // people.BLOCK))

    def blocks_of_posts(self, day: int) -> range:
        """The blocks of posts that exist by the end of the day."""
        return range(-(-int(self.posts.count(day)) // people.BLOCK))

    def catalogue(self, day: int) -> Catalogue:
        """The catalogue with every title that has arrived by the day, and some to come."""
        return self.catalogue_until(self._horizon(day))

    def search_index(self, day: int) -> SearchIndex:
        """What can be searched for in the catalogue of the day."""
        return self.index_until(self._horizon(day))

    def _horizon(self, day: int) -> int:
        """Up to when the catalogue that serves the day is made."""
        return self.start + ((day - self.start) // TITLES_AHEAD + 1) * TITLES_AHEAD

    def _people(self, block: int) -> people.People:
        return people.people(self.lookups, self.users, self.calendar, self.seed, block)

    def _log(self, block: int) -> subscriptions.Log:
        return subscriptions.log(
            self.lookups, self.people(block), self.users, self.calendar, self.seed, block
        )

    def _user_ids(self, block: int) -> np.ndarray:
        number = block * people.BLOCK + np.arange(people.BLOCK)
        return uuids(self.seed, "user", self.people(block).signup_day, number)

    def ids_of_users(self, users: np.ndarray) -> np.ndarray:
        """The ids of users of any block, by their numbers."""
        return uuids(self.seed, "user", self.users.day(users), users)

    def posts_by_number(self, number: np.ndarray) -> dict[str, np.ndarray]:
        """What a viewer can see of each post: creator, instants and appeal."""
        found = {name: np.empty(len(number), dtype=np.int64) for name in feed.SEEN}
        found["appeal"] = np.empty(len(number))
        blocks = number // people.BLOCK
        for block in range(int(blocks.min()), int(blocks.max()) + 1) if len(number) else ():
            here = np.flatnonzero(blocks == block)
            for name, column in found.items():
                column[here] = getattr(self.post_block(block), name)[number[here] % people.BLOCK]
        return found

    def _post_block(self, block: int) -> feed.Posts:
        return feed.posts(self, block)

    def _level(self, events_per_day: int) -> float:
        return viewing.level(self, events_per_day)

    def _catalogue_until(self, day: int) -> Catalogue:
        return catalogue(self.lookups, self.titles, self.seed, self.base_titles, self.start, day)

    def _index_until(self, day: int) -> SearchIndex:
        return search_index(self.lookups, self.catalogue_until(day))

    def _found(self, day: int) -> np.ndarray:
        return found(self.search_index(day), self.catalogue(day), self.arrived(day), day)

    def _arrived(self, day: int) -> np.ndarray:
        return self.catalogue(day).arrived(day)

    def _films(self, day: int) -> Choice:
        titles = self.catalogue(day)
        return Choice(self.lookups, titles, day, titles.playable(day) & ~titles.is_serial)

    def _shelves(self, day: int) -> Shelves:
        return shelves(self.lookups, self.catalogue(day), self.arrived(day), day, self.seed)

    def _series(self, day: int, lasting: int) -> Choice:
        titles = self.catalogue(day)
        among = titles.playable(day, lasting) & titles.is_serial & (self.arrived(day) > 0)
        return Choice(self.lookups, titles, day, among)
