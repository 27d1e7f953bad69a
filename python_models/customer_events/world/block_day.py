"""Where and when something happens: a block of users on a viewing day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.dice import Dice
from customer_events.world.catalog import Catalog
from customer_events.world.people import People
from customer_events.world.subscriptions import Log
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
    def user_ids(self) -> np.ndarray:
        """Their ids."""
        return self.world.user_ids(self.block)

    @property
    def catalog(self) -> Catalog:
        """The titles of the day."""
        return self.world.catalog(self.day)

    def dice(self, shard: int | None = None) -> Dice:
        """The day's streams for the block, or for a shard of it."""
        return Dice(self.world.seed, self.day, self.block if shard is None else shard)
