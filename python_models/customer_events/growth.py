"""How a population grows: who came first is numbered first."""

from __future__ import annotations

import numpy as np

from customer_events.days import LIFE_DAYS, weekday
from customer_events.dice import NORMAL, Dice

HISTORY_DAYS = 730  # how long the platform existed before its first simulated day
WEEK = np.array([0.94, 0.90, 0.92, 0.97, 1.08, 1.14, 1.05])  # Monday to Sunday


class Growth:
    """Members in the order of their arrival: `base` before the first day, then a share a day."""

    def __init__(self, dice: Dice, name: str, base: int, daily: float, start: int) -> None:
        self.first = start - HISTORY_DAYS
        past = np.expm1(daily * np.arange(1, HISTORY_DAYS + 1))
        future = np.arange(start, start + LIFE_DAYS)
        noise = np.exp(0.15 * dice.pick(f"{name} arrivals", NORMAL, len(future)))
        arrivals = np.cumsum(base * daily * WEEK[weekday(future)] * noise)
        self._counts = np.concatenate(
            [np.round(base * past / past[-1]), base + np.floor(arrivals)]
        ).astype(np.int64)

    def count(self, day: np.ndarray | int) -> np.ndarray | int:
        """How many have arrived by the end of the day."""
        place = np.clip(np.asarray(day) - self.first, 0, len(self._counts) - 1)
        return np.where(np.asarray(day) < self.first, 0, self._counts[place])

    def day(self, member: np.ndarray) -> np.ndarray:
        """The day on which each member arrives; after the world's end for those who don't."""
        return self.first + np.searchsorted(self._counts, member, side="right")

    def moment(self, member: np.ndarray, day: np.ndarray) -> np.ndarray:
        """How far into the day each member arrived, as a share of it, in order."""
        before = self.count(day - 1)
        return (member - before + 0.5) / np.maximum(self.count(day) - before, 1)
