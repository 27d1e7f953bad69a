"""How busy each day is in each country: the week, the season, holidays, premieres, and its own mood.

A factor a day and country, for every day of the world. It lifts the sessions of a day, and shifts
the sittings with a series that a week has in any case to the days on which people have time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from customer_events.kit.charts import bars
from customer_events.kit.days import SATURDAY, as_date, weekday
from customer_events.kit.dice import luck, normal
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.holidays import days as days_of
from customer_events.values.lookups import Lookups

OWN = BEHAVIOUR.seasons
WEEK = BEHAVIOUR.demand.week  # Monday to Sunday
BEFORE = 64  # days before the world's first one that sittings can ask for
FIRST_DAYS = 28  # in which viewers together are as busy as a world without seasons
MOODS = 24  # days of which the mood of a day is made; what is older has waned
YEAR, HALF_A_YEAR = 365.25, 6

Premieres = tuple[np.ndarray, np.ndarray]  # the day of each, and its share of all appeal


@dataclass(frozen=True)
class Seasons:
    """The days of a world, a row a country and a column a day."""

    first: int
    busy: np.ndarray  # 1 on an average day of the first weeks
    so_far: np.ndarray  # the sum of it on all days before
    is_off: np.ndarray

    def at(self, day: np.ndarray | int) -> np.ndarray:
        """The column of each day, or the nearest one."""
        return np.clip(np.asarray(day) - self.first, 0, self.busy.shape[1] - 1)

    def share(self, country: np.ndarray, since: np.ndarray, day: np.ndarray | int) -> np.ndarray:
        """The share of a week from a day on that has passed when another day of it begins."""
        begins, ends = (
            self.so_far[country, self.at(since)],
            self.so_far[country, self.at(since + 7)],
        )
        passed: np.ndarray = self.so_far[country, self.at(day)] - begins
        return passed / np.maximum(ends - begins, 1e-9)


def make_seasons(
    lookups: Lookups, seed: int, start: int, until: int, premieres: Premieres
) -> Seasons:
    """The days up to the last one that is asked for; what a day is like depends on no later one."""
    day = np.arange(start - BEFORE, until + 1)
    lift, is_holiday = _holidays(lookups, day)
    busy = _season(lookups, day) * lift * _mood(seed, day) * _buzz(day, *premieres)
    busy *= WEEK[weekday(day)] / WEEK.mean()
    users = lookups.reference.countries.user_share / lookups.reference.countries.user_share.sum()
    busy /= (users @ busy)[BEFORE : BEFORE + FIRST_DAYS].mean()
    return Seasons(
        first=int(day[0]),
        busy=busy,
        so_far=np.cumsum(busy, axis=1) - busy,
        is_off=is_holiday | (weekday(day) >= SATURDAY),
    )


def _season(lookups: Lookups, day: np.ndarray) -> np.ndarray:
    """How much people watch in the season: where July is in the winter, half a year later."""
    month = (day.astype("datetime64[D]").astype("datetime64[M]")).astype(np.int64)
    begins = month.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    ends = (month + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    middle = month + (day + 0.5 - begins) / (ends - begins) - 0.5
    curve = OWN.months / OWN.months.mean()
    northern, southern = (
        np.interp(middle + shift, np.arange(12), curve, period=12) for shift in (0, HALF_A_YEAR)
    )
    return np.where(lookups.reference.countries.is_southern[:, None], southern, northern)


def _holidays(lookups: Lookups, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each country's holidays do to their days, and which days those are."""
    known, names = lookups.reference.holidays, lookups.reference.countries.country_code
    lift = np.ones((len(names), len(day)))
    is_holiday = np.zeros(lift.shape, dtype=bool)
    years = range(as_date(day[0]).year, as_date(day[-1]).year + 1)
    for country, falls_on, factor in zip(
        known.country_code, known.falls_on, known.lift, strict=True
    ):
        place = np.array(days_of(falls_on, years), dtype=np.int64) - day[0]
        place = place[(place >= 0) & (place < len(day))]
        lift[names.index(country), place] *= factor
        is_holiday[names.index(country), place] = True
    return lift, is_holiday


def _mood(seed: int, day: np.ndarray) -> np.ndarray:
    """What nobody can explain: a day resembles the day before, and then forgets it."""
    since = np.arange(day[0] - MOODS + 1, day[-1] + 1)
    drawn = normal(luck(seed, "mood of the day", since))
    lasts = OWN.mood_lasts ** np.arange(MOODS) * np.sqrt(1 - OWN.mood_lasts**2)
    spread = OWN.mood_spread
    mood: np.ndarray = np.exp(spread * np.convolve(drawn, lasts, "valid") - spread**2 / 2)
    return mood


def _buzz(day: np.ndarray, premiere: np.ndarray, share: np.ndarray) -> np.ndarray:
    """How much titles that are new lift all viewing, from the day after their arrival on."""
    arriving = np.zeros(len(day))
    place = premiere + 1 - day[0]
    seen = (place >= 0) & (place < len(day))
    np.add.at(arriving, place[seen], share[seen])
    waned = np.exp(-np.arange(OWN.premiere_days) / OWN.premiere_wanes)
    lift = OWN.premiere_lift * np.convolve(arriving, waned)[: len(day)]
    return 1 + np.minimum(lift, OWN.premiere_most)


def _print_curves(months: Sequence[str] = ("Jan", "Apr", "Jul", "Oct")) -> None:
    """How viewing goes through the year, and how much its days differ by mood."""
    curve = 100 * OWN.months / OWN.months.mean()
    bars(
        "Viewing by month where winter is in January, of the average",
        {name: float(curve[3 * place]) for place, name in enumerate(months)},
    )
    print(f"Two days in three lie within {OWN.mood_spread:.0%} of what the calendar says.")


if __name__ == "__main__":
    _print_curves()
