"""Where and when something happens: a block of users on a viewing day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.dice import Dice
from customer_events.kit.ids import uuids
from customer_events.world.catalog import Catalog
from customer_events.world.habits import Habits
from customer_events.world.people import BLOCK, People
from customer_events.world.subscriptions import MOST_ROWS, Log
from customer_events.world.world import World


@dataclass(frozen=True)
class BlockDay:
    """Users who are made together, on a day: a function of it is all that happens to them.

    Nothing depends on what ran before, so days and blocks can be made in any order.
    """

    world: World
    day: int
    block: int

    @property
    def people(self) -> People:
        """The users of the block."""
        return self.world.people(self.block)

    @property
    def log(self) -> Log:
        """Their subscriptions."""
        return self.world.log(self.block)

    @property
    def habits(self) -> Habits:
        """Their clocks and lines."""
        return self.world.habits(self.block)

    @property
    def user_ids(self) -> np.ndarray:
        """Their ids."""
        return self.world.user_ids(self.block)

    @property
    def catalog(self) -> Catalog:
        """The titles of the day."""
        return self.world.catalog(self.day)

    def country(self, user: np.ndarray) -> np.ndarray:
        """Where users of the block live at the end of the day."""
        people = self.people
        city = people.place[user, people.moves(self.day)[user]]
        country: np.ndarray = self.world.lookups.city_country[city]
        return country

    def opens(self, user: np.ndarray, day: np.ndarray | int | None = None) -> np.ndarray:
        """When the viewing day begins for users of the block; or a day of each one's own."""
        days = np.broadcast_to(self.day if day is None else day, user.shape)
        zone = self.world.lookups.city_zone[self.people.city(user, days)]
        return self.world.calendar.start(zone, days)

    def content_ids(self, content: np.ndarray) -> np.ndarray:
        """The ids of contents of the day's catalog."""
        return uuids(self.world.seed, "content", self.catalog.day[content], content)

    def change_ids(self, row: np.ndarray) -> np.ndarray:
        """The ids of rows of the log of subscriptions."""
        log = self.log
        number = (self.block * BLOCK + log.user[row].astype(np.int64)) * MOST_ROWS + log.number[row]
        return uuids(self.world.seed, "subscription", log.day[row], number)

    def dice(self, shard: int | None = None) -> Dice:
        """The day's streams for the block, or for a shard of it."""
        return Dice(self.world.seed, self.day, self.block if shard is None else shard)
