"""How a population grows: who came first is numbered first."""

from __future__ import annotations

from datetime import date

import numpy as np

from customer_events.kit.charts import bars
from customer_events.kit.days import LIFE_DAYS, as_date, number, weekday
from customer_events.kit.dice import NORMAL, Dice

HISTORY_DAYS = 730  # how long the platform existed before its first simulated day
WEEK = np.array([0.94, 0.90, 0.92, 0.97, 1.08, 1.14, 1.05])  # Monday to Sunday
NOISE = 0.15  # of the logarithm of a day's arrivals, where many come
MOST_NOISE = 0.9
CHUNK = 1 << 15  # members whose moments are drawn together


class Growth:
    """Members in the order of their arrival: `base` before the first day, then a share a day.

    Before the first day they had come ever faster, or more slowly, so that the pace on the first
    day is that of the days after it.
    """

    def __init__(self, dice: Dice, name: str, base: int, daily: float, start: int) -> None:
        self._seed, self._name, self.first = dice.seed, name, start - HISTORY_DAYS
        history, future = np.arange(self.first, start), np.arange(start, start + LIFE_DAYS)
        before = np.cumsum(
            np.exp(_pace(daily) * np.arange(HISTORY_DAYS))
            * WEEK[weekday(history)]
            * _noise(dice, f"{name} arrivals before", base / HISTORY_DAYS, HISTORY_DAYS)
        )
        noise = _noise(dice, f"{name} arrivals", base * daily, len(future))
        arrivals = np.cumsum(base * daily * WEEK[weekday(future)] * noise)
        self._counts = np.concatenate(
            [np.round(base * before / before[-1]), base + np.floor(arrivals)]
        ).astype(np.int64)

    def count(self, day: np.ndarray | int) -> np.ndarray:
        """How many have arrived by the end of the day."""
        place = np.clip(np.asarray(day) - self.first, 0, len(self._counts) - 1)
        return np.where(np.asarray(day) < self.first, 0, self._counts[place])

    def day(self, member: np.ndarray | int) -> np.ndarray:
        """The day on which each member arrives; after the world's end for those who don't."""
        return self.first + np.searchsorted(self._counts, member, side="right")

    def moment(self, member: np.ndarray) -> np.ndarray:
        """How far into the day each member arrived, as a share of it, at random but in order.

        The draws of all who arrive on the same days are put in order within each day.
        """
        if not len(member):
            return np.empty(0)
        low, high = int(member.min()), int(member.max())
        first = int(self.count(self.day(low) - 1))
        end = max(int(self.count(self.day(high))), high + 1)
        chunks = range(first // CHUNK, (end - 1) // CHUNK + 1)
        luck = np.concatenate(
            [Dice(self._seed, shard=each).uniform(f"{self._name} moment", CHUNK) for each in chunks]
        )[first - chunks[0] * CHUNK :][: end - first]
        in_order = np.lexsort((luck, self.day(np.arange(first, end))))
        return luck[in_order][member - first]


def _noise(dice: Dice, name: str, a_day: float, days: int) -> np.ndarray:
    """What is uneven about days on which so many come: small numbers are so by chance alone."""
    spread = min(np.sqrt(NOISE**2 + 1 / max(a_day, 1e-9)), MOST_NOISE)
    noise: np.ndarray = np.exp(spread * dice.pick(name, NORMAL, days) - spread**2 / 2)
    return noise


def _pace(daily: float) -> float:
    """The daily rate at which arrivals grew, so that the last day brought its share of them all."""
    low, high = -0.1, 0.1
    for _ in range(50):
        middle = (low + high) / 2
        of_all = 1 / np.exp(middle * -np.arange(HISTORY_DAYS)).sum()
        low, high = (middle, high) if of_all < daily else (low, middle)
    return high


def _print_curves() -> None:
    """How a platform with 5,000 users on its first simulated day came to have them, and goes on."""
    start = number(date(2025, 1, 1))
    users = Growth(Dice(42), "user", 5_000, 0.003, start)
    days = range(start - HISTORY_DAYS, start + HISTORY_DAYS + 1, 73)
    bars("Users by day", {str(as_date(day)): float(users.count(day)) for day in days}, unit="")
    by_weekday = zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], WEEK, strict=True)
    bars(
        "Sign-ups by weekday, of the average", {day: 100 * float(each) for day, each in by_weekday}
    )


if __name__ == "__main__":
    _print_curves()
