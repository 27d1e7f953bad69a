"""Which days to make, and with which parameters each day was opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from customer_events.kit.days import LIFE_DAYS, as_date, number
from customer_events.kit.errors import CustomerEventsError
from customer_events.kit.kept import kept
from customer_events.parameters import Parameters
from customer_events.values.reference import SEEDS, load
from customer_events.world.demand import level
from customer_events.world.world import World

YEAR = 366


@dataclass(frozen=True)
class Schedule:
    """The days of a world so far, each with its parameters, and those that are to be made.

    A late event of a day is made with the parameters of its own day, so all of them are here.
    """

    parameters: Mapping[date, Parameters]
    load: list[date]
    seeds: Path = SEEDS

    def __post_init__(self) -> None:
        if not self.parameters:
            raise CustomerEventsError("the schedule has no day; it takes at least the first one")
        shapes = {each.shape for each in self.parameters.values()}
        if len(shapes) > 1:
            raise CustomerEventsError("the days of a schedule belong to different worlds")
        first, last = number(self._any.start_date), number(max(self.parameters))
        if last >= first + LIFE_DAYS:
            end = as_date(first + LIFE_DAYS - 1)
            raise CustomerEventsError(f"{as_date(last)} is too late; this world lives until {end}")

    @cached_property
    def world(self) -> World:
        """The world in which the days happen, made for a number of whole years."""
        start, last = number(self._any.start_date), number(max(self.parameters))
        years = (last - start) // YEAR + 1
        return _world(self._any.shape, self.seeds, start + years * YEAR)

    @property
    def _any(self) -> Parameters:
        return next(iter(self.parameters.values()))

    @property
    def days(self) -> list[int]:
        """The numbers of the days to make."""
        return [number(day) for day in sorted(self.load)]

    def of(self, day: int) -> Parameters:
        """The parameters of a day; before the first one, its own."""
        return self._in_order[min(max(day - self.world.start, 0), len(self._in_order) - 1)]

    def schema_version(self, day: int) -> int:
        """The version of the layout in which the events of a load day are sent."""
        since = self.of(day).schema_v2_from
        return 2 if since is not None and number(since) <= day else 1

    def schema_versions(self, days: np.ndarray) -> np.ndarray:
        """The version of each of the load days."""
        if not len(days):
            return np.empty(0, dtype=np.int32)
        first, last = int(days.min()), int(days.max())
        versions = [self.schema_version(day) for day in range(first, last + 1)]
        return np.array(versions, dtype=np.int32)[days - first]

    @cached_property
    def levels(self) -> np.ndarray:
        """How busy each day since the first is, as a factor for every viewer."""
        return np.array([level(self.world, each.events_per_day) for each in self._in_order])

    @kept
    def profile_day(self, block: int) -> np.ndarray:
        """The load day on which each user's profile arrives."""
        people = self.world.people(block)
        signed_up = np.maximum(people.signup_day, self.world.start)
        rates = np.array([each.orphan_rate for each in self._in_order])
        rate = rates[np.minimum(signed_up - self.world.start, len(rates) - 1)]
        return signed_up + np.where(people.arrival_luck < rate, people.arrival_delay, 0)

    @cached_property
    def _in_order(self) -> list[Parameters]:
        return [self.parameters[day] for day in sorted(self.parameters)]


@lru_cache(maxsize=4)
def _world(shape: tuple[Any, ...], seeds: Path, until: int) -> World:
    """One world for all who ask for the same, since it is costly to make."""
    reference = load(seeds)
    if seeds != SEEDS and reference.behaviour.values != load(SEEDS).behaviour.values:
        raise CustomerEventsError(
            f"{seeds}/behaviour.csv holds other constants than {SEEDS}/behaviour.csv, which this "
            "process has read; a world with others takes a copy of the generator beside its seeds"
        )
    return World(Parameters(*shape), reference, until)
