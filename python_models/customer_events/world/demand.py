"""How much people watch: by habit, by weekday, and so that a day is as busy as asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from customer_events.kit.charts import bars
from customer_events.kit.days import NEVER
from customer_events.kit.dice import SIZE, choices
from customer_events.kit.errors import CustomerEventsError
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.subscriptions import CANCEL, Log

if TYPE_CHECKING:
    from customer_events.world.world import World

OWN = BEHAVIOUR.demand
MOST_SESSIONS = OWN.most_sessions  # a day, with the one for the episodes that are due
BUNDLE = choices(OWN.bundle)  # episodes in a sitting, less one
BUNDLE_MEAN = BUNDLE.mean() + 1

EVENTS_A_SESSION, EVENTS_AN_EPISODE, EVENTS_A_BUNDLE = 1.42, 1.0, 1.45  # as the tables imply


def zeal(age: np.ndarray) -> np.ndarray:
    """How eagerly people watch, by days since they came."""
    return OWN.habit + (1 - OWN.habit) * np.exp(-np.maximum(age, 0) / OWN.habit_days)


def fading(days_left: np.ndarray) -> np.ndarray:
    """What is left of the zeal of those who will leave, by days until they do."""
    left = np.minimum(days_left / OWN.fades_for, 1)
    return OWN.fades_to + (1 - OWN.fades_to) * left


def zest(log: Log, row: np.ndarray, day: int) -> np.ndarray:
    """How eagerly subscribers watch on a day, by the rows of their subscriptions."""
    left = np.where(day < log.decided[row], NEVER, log.ends[row] - day)
    return zeal(day - log.start_day[row]) * fading(left)


def keen(weight: np.ndarray) -> np.ndarray:
    """By what factor those who watch a lot are likelier to go on with the next film or episode."""
    return 1 + np.maximum(weight / OWN.keen_from - 1, 0)


def sittings_a_week(eagerness: np.ndarray) -> np.ndarray:
    """How often a viewer sits down with a series, by the sessions a day that are to be expected."""
    return np.minimum(7 * OWN.bundles * eagerness, OWN.most_bundles)


def episodes_a_sitting(weight: np.ndarray, sittings: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """The episodes of each sitting: many for those who watch a lot, as far as a day has room."""
    share = 1 - (1 - drawn) / keen(weight)
    most = np.floor(OWN.most_episodes / (1 + sittings / 7))
    return np.minimum(BUNDLE[(SIZE * share).astype(np.int64)] + 1, most).astype(np.int64)


@lru_cache(maxsize=64)
def level(world: World, events_per_day: int) -> float:
    """The factor that makes the first days as busy as asked for, by bisection."""
    day = world.start
    shares = []
    for block in world.blocks(day - 1):
        people, log = world.people(block), world.log(block)
        row = log.latest(day - 1)
        alive = (row >= 0) & (log.kind[row] != CANCEL)
        shares.append((people.weight * zest(log, row, day))[alive])
    eagerness = np.concatenate(shares)
    counts, edges = np.histogram(np.log(eagerness), bins=512)
    typical = np.exp((edges[1:] + edges[:-1]) / 2)

    low, high = 0.0, 64.0
    if events_per_day > (most := float(counts @ _events(high * typical))):
        raise CustomerEventsError(
            f"events_per_day is {events_per_day}; {world.users.count(day - 1)} users"
            f" make at most {int(most / 1000) * 1000}"
        )
    for _ in range(50):
        middle = (low + high) / 2
        if counts @ _events(middle * typical) < events_per_day:
            low = middle
        else:
            high = middle
    return high if events_per_day else 0.0


def _events(rate: np.ndarray) -> np.ndarray:
    """The events to expect of a viewer on a day."""
    bundles = sittings_a_week(rate) / 7
    missed, chance = MOST_SESSIONS * np.exp(-rate), np.exp(-rate)
    for count in range(1, MOST_SESSIONS):
        chance = chance * rate / count
        missed += (MOST_SESSIONS - count) * chance
    sessions = MOST_SESSIONS - missed
    return (
        EVENTS_A_SESSION * sessions + (EVENTS_A_BUNDLE + EVENTS_AN_EPISODE * BUNDLE_MEAN) * bundles
    )


def _print_curves() -> None:
    """How viewing wanes after a sign-up, and how it goes through the week."""
    days = np.array([0, 7, 14, 30, 60, 90, 180])
    bars(
        "Zeal by days since the sign-up",
        {f"{day} days": 100 * float(each) for day, each in zip(days, zeal(days), strict=True)},
    )
    by_weekday = zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], OWN.week, strict=True)
    bars("Viewing by weekday, of a Friday's", {day: 100 * float(each) for day, each in by_weekday})


if __name__ == "__main__":
    _print_curves()
