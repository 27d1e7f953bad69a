"""One simulated world: everything that is fixed before the first event happens."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow as pa

from customer_events.kit.days import ViewingDays, number
from customer_events.kit.dice import Dice
from customer_events.kit.ids import uuids
from customer_events.kit.kept import kept
from customer_events.parameters import Parameters
from customer_events.values.lookups import lookups
from customer_events.values.value_sets import Reference
from customer_events.world.addresses import Addresses, mailboxes, make_addresses
from customer_events.world.catalog import Catalog, Fresh, make_catalog, premieres
from customer_events.world.choice import Choice
from customer_events.world.growth import HISTORY_DAYS, Growth
from customer_events.world.habits import Habits, make_habits
from customer_events.world.people import BLOCK, People, make_people
from customer_events.world.posts import Creators, Posts, SeenPosts, make_posts, posted_so_far
from customer_events.world.prices import price_rise
from customer_events.world.search_index import SearchIndex, found, make_search_index
from customer_events.world.seasons import Seasons, make_seasons
from customer_events.world.shelves import Shelves, make_shelves
from customer_events.world.subscriptions import Log, make_log

SIGNUPS, TITLES, POSTS = 0.003, 0.001, 0.003  # new ones a day, as a share of the first ones
TITLES_AHEAD = 90  # days for which the catalog is made at a time
FORESEEN = 100  # days for which what is scheduled is known before it comes
DAYS_KEPT = 8  # of the tables that are made for a day


class World:
    """The people, the catalog and the calendar of a world, made when they are asked for."""

    def __init__(self, parameters: Parameters, reference: Reference, until: int) -> None:
        self.seed = parameters.seed
        self.start = number(parameters.start_date)
        self.until = until  # what is scheduled for later days is left out, to save memory
        self.late_days = parameters.late_days
        self.price_rise = price_rise(parameters)
        self.base_titles = parameters.titles
        self.lookups = lookups(reference)
        dice = Dice(self.seed)
        self.users = Growth(dice, "user", parameters.users, SIGNUPS, self.start)
        self.titles = Growth(dice, "title", parameters.titles, TITLES, self.start)
        self.posts = Growth(dice, "post", parameters.posts, POSTS, self.start)

    @cached_property
    def calendar(self) -> ViewingDays:
        """Viewing days from the first sign-up on, and some after the last day that is asked for."""
        known = self.until + FORESEEN
        return ViewingDays(self.lookups.zones, self.start - HISTORY_DAYS - 1, known)

    @cached_property
    def seasons(self) -> Seasons:
        """How busy each day is where."""
        last = self.until + FORESEEN
        new = premieres(self.titles, self.seed, self.base_titles, last)
        return make_seasons(self.lookups, self.seed, self.start, last, new)

    @cached_property
    def posted_so_far(self) -> np.ndarray:
        """The share of a day's posts by each full hour in UTC."""
        return posted_so_far(self.lookups, self.calendar, self.start)

    @cached_property
    def creators(self) -> Creators:
        """Who can write posts."""
        return Creators(self.lookups, self.calendar, self.users, self.people, self.seed)

    def blocks(self, day: int) -> range:
        """The blocks of users that exist by the end of the day."""
        return range(-(-int(self.users.count(day)) // BLOCK))

    def blocks_of_posts(self, day: int) -> range:
        """The blocks of posts that exist by the end of the day."""
        return range(-(-int(self.posts.count(day)) // BLOCK))

    def catalog(self, day: int) -> Catalog:
        """The catalog with every title that has arrived by the day, and some to come."""
        return self.catalog_until(self._horizon(day))

    def search_index(self, day: int) -> SearchIndex:
        """What can be searched for in the catalog of the day."""
        return self.index_until(self._horizon(day))

    def _horizon(self, day: int) -> int:
        """Up to when the catalog that serves the day is made."""
        return self.start + ((day - self.start) // TITLES_AHEAD + 1) * TITLES_AHEAD

    @kept
    def people(self, block: int) -> People:
        """A block of users."""
        return make_people(self.lookups, self.users, self.calendar, self.seed, block)

    @kept
    def habits(self, block: int) -> Habits:
        """What stays a user's own, of a block of users."""
        return make_habits(self.seed, self.people(block), block)

    @kept
    def log(self, block: int) -> Log:
        """The subscriptions of a block of users."""
        return make_log(
            self.lookups, self.people(block), self.habits(block), self.users, self.calendar,
            self.price_rise, self.seed, block,
        )  # fmt: skip

    @kept
    def user_ids(self, block: int) -> np.ndarray:
        """The ids of a block of users."""
        number = block * BLOCK + np.arange(BLOCK)
        return uuids(self.seed, "user", self.people(block).signup_day, number)

    @kept
    def addresses(self, block: int) -> Addresses:
        """The names of a block of users, and of their mailboxes."""
        return make_addresses(self.lookups, self.people(block), self.seed, block)

    @kept
    def mailboxes(self, block: int) -> pa.Array:
        """The mailbox of each user of a block: no two have the same."""
        return mailboxes(self.addresses(block), [self.addresses(each) for each in range(block)])

    def ids_of_users(self, users: np.ndarray) -> np.ndarray:
        """The ids of users of any block, by their numbers."""
        return uuids(self.seed, "user", self.users.day(users), users)

    def posts_by_number(self, number: np.ndarray) -> SeenPosts:
        """What a viewer can see of each post: creator, instants and liking."""
        creator, created_at, deleted_at = np.empty((3, len(number)), dtype=np.int64)
        seen = SeenPosts(creator, created_at, deleted_at, liking=np.empty(len(number)))
        blocks = number // BLOCK
        for block in range(int(blocks.min()), int(blocks.max()) + 1) if len(number) else ():
            here = np.flatnonzero(blocks == block)
            posts, local = self.post_block(block), number[here] % BLOCK
            for name, column in vars(seen).items():
                column[here] = getattr(posts, name)[local]
        return seen

    @kept(at_most=DAYS_KEPT)
    def reach_so_far(self, day: int) -> np.ndarray:
        """How far the posts before each one of the day and earlier reach together."""
        blocks = [self.post_block(block) for block in self.blocks_of_posts(day)]
        reach = [np.where(each.creator >= 0, each.reach, 0.0) for each in blocks]
        return np.cumsum(np.concatenate([[0.0], *reach]))[: int(self.posts.count(day)) + 1]

    @kept
    def post_block(self, block: int) -> Posts:
        """A block of posts."""
        return make_posts(self.creators, self.posts, self.posted_so_far, block)

    @kept
    def catalog_until(self, day: int) -> Catalog:
        """The catalog with every title that will have arrived by the day."""
        return make_catalog(self.lookups, self.titles, self.seed, self.base_titles, day)

    @kept
    def index_until(self, day: int) -> SearchIndex:
        """What can be searched for in that catalog."""
        return make_search_index(self.lookups, self.catalog_until(day))

    @kept(at_most=DAYS_KEPT)
    def found(self, day: int) -> np.ndarray:
        """How many titles each query finds on the day."""
        return found(self.search_index(day), self.catalog(day), self.arrived(day), day)

    @kept(at_most=DAYS_KEPT)
    def arrived(self, day: int) -> np.ndarray:
        """How many contents of each title can be played on the day."""
        return self.catalog(day).arrived(day)

    @kept(at_most=DAYS_KEPT)
    def fresh(self, day: int) -> Fresh:
        """Which share of those who choose each title on the day do so for what is new."""
        return self.catalog(day).fresh(day)

    @kept(at_most=DAYS_KEPT)
    def films(self, day: int, lasting: int = 0) -> Choice:
        """The films that can be played on the day and some days longer, to choose from."""
        titles = self.catalog(day)
        return Choice(self.lookups, titles, day, titles.playable(day, lasting) & ~titles.is_serial)

    @kept(at_most=DAYS_KEPT)
    def series(self, day: int, lasting: int) -> Choice:
        """The series that can be played on the day and some days longer, to choose from."""
        titles = self.catalog(day)
        among = titles.playable(day, lasting) & titles.is_serial & (self.arrived(day) > 0)
        return Choice(self.lookups, titles, day, among)

    @kept(at_most=DAYS_KEPT)
    def titles_of_all_kinds(self, day: int) -> Choice:
        """All titles that can be played on the day, to choose from."""
        titles = self.catalog(day)
        return Choice(self.lookups, titles, day, titles.playable(day) & (self.arrived(day) > 0))

    @kept(at_most=DAYS_KEPT)
    def shelves(self, day: int) -> Shelves:
        """What viewers are shown on the day."""
        choice = self.titles_of_all_kinds(day)
        return make_shelves(
            self.lookups, self.catalog(day), choice, self.arrived(day), day, self.seed
        )
