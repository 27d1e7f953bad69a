"""The catalog: titles that arrive over time, and which of them people choose.

A title is a film or a series; what is played, a content, is a film or one episode. Titles are
numbered by arrival, and popularity is dealt out to the numbers by chance, so an id tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns, places
from customer_events.kit.charts import bars
from customer_events.kit.days import DAY, HOUR, NEVER
from customer_events.kit.dice import Dice, choices
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.lookups import Lookups
from customer_events.values.titles import titles
from customer_events.world.growth import HISTORY_DAYS, Growth
from customer_events.world.traits import TitleTraits, traits_of_titles

OWN = BEHAVIOUR.catalog
ARRIVES_AT = 6 * HOUR  # UTC; played from the next viewing day on
RETAGGED_AT = 11 * HOUR
LEAVES_AT = 18 * HOUR  # UTC; played until the viewing day before
LEAVES_AFTER, RETAGGED_AFTER = 5_000, 1_500  # days, on average
RETAGGED_TWICE = 0.05  # of the titles that are retagged: wrong first, right in the same instant
SEASON_EVERY = (200, 400)  # days between the seasons of a series that goes on
GOES_ON = 0.35  # of the series


@dataclass(frozen=True)
class Fresh(Columns):
    """What is new about titles on a day, as shares of those who choose each."""

    title: np.ndarray  # who come since the title is new
    season: np.ndarray  # who come for a season that was added to it


@dataclass(frozen=True)
class Catalog:
    """Titles and contents as columns; `title` and `content` number them."""

    names: list[str]
    type: np.ndarray
    genre: np.ndarray
    new_genre: np.ndarray  # after the title was retagged
    wrong_genre: np.ndarray  # a third one
    retagged_twice: np.ndarray  # to the wrong genre first
    retagged_at: np.ndarray
    provider: np.ndarray
    language: np.ndarray
    release_year: np.ndarray
    appeal: np.ndarray
    traits: TitleTraits
    title_day: np.ndarray  # of arrival
    left_day: np.ndarray
    first: np.ndarray  # the title's first content; one entry more than there are titles
    is_serial: np.ndarray
    title: np.ndarray  # from here on by content
    season: np.ndarray
    episode: np.ndarray
    season_first: np.ndarray  # the first content of the same season
    minutes: np.ndarray
    day: np.ndarray  # of arrival

    @property
    def left_at(self) -> np.ndarray:
        """The instant at which each title leaves the catalog."""
        return self.left_day.astype(np.int64) * DAY + LEAVES_AT

    def playable(self, day: int, lasting: int = 0) -> np.ndarray:
        """The titles that can be played through the viewing day, and some days longer."""
        return (self.title_day < day) & (day + 1 + lasting < self.left_day)

    def arrived(self, day: int) -> np.ndarray:
        """How many contents of each title can be played on the day."""
        so_far = np.concatenate([[0], np.cumsum(self.day < day)])[self.first]
        return so_far[1:] - so_far[:-1]

    def pull(self, day: int) -> np.ndarray:
        """How strongly each title draws viewers on the day."""
        novelty, by_season = self._news(day)
        pull = self.appeal * (1 - OWN.novelty + novelty + by_season)
        return np.minimum(pull, OWN.most_pull * pull[self.title_day < day].sum())

    def fresh(self, day: int) -> Fresh:
        """Which share of those who choose each title on the day do so for what is new."""
        novelty, by_season = self._news(day)
        pull = 1 - OWN.novelty + novelty + by_season
        return Fresh(title=novelty / pull, season=by_season / pull)

    def _news(self, day: int) -> tuple[np.ndarray, np.ndarray]:
        """What its own novelty adds to each title's appeal, and what a later season adds."""
        novelty = OWN.novelty * _left(np.maximum(day - self.title_day, 0), self.traits.fades_for)
        latest = np.maximum.reduceat(np.where(self.day < day, self.day, 0), self.first[:-1])
        by_season = OWN.season_lift * _left(day - latest, self.traits.fades_for)
        return novelty, np.where(latest > self.title_day, by_season, 0.0)

    def demand(self, lookups: Lookups, day: int) -> np.ndarray:
        """The pull, stronger for what a service provides among those who can watch it.

        Not all can; those who can make up for the others.
        """
        service = lookups.provider_service[self.provider]
        held = np.where(service < 0, 1.0, lookups.service_reach[service])
        return self.pull(day) / np.maximum(held, 0.05)


def make_catalog(lookups: Lookups, growth: Growth, seed: int, base: int, until: int) -> Catalog:
    """The titles that will have arrived by a day."""
    reference, types = lookups.reference, lookups.reference.content_types
    dice = Dice(seed)
    count = int(growth.count(until))
    number = np.arange(count)
    title_day = growth.day(number)

    type_ = dice.pick("content type", choices(types.weight), count)
    is_serial = types.is_serial[type_]
    genre, new_genre, wrong_genre = _genres(lookups, dice, type_)
    language = dice.pick("language", choices(reference.languages.share), count)
    retagged_at = (title_day + _after(dice, "retagged", RETAGGED_AFTER, count)) * DAY + RETAGGED_AT
    left_day = title_day + _after(dice, "left", LEAVES_AFTER, count)
    left_day[:base] += HISTORY_DAYS  # what was there at the start had not left before
    is_retagged = (retagged_at < left_day * DAY) & (new_genre != genre)
    age = np.floor(dice.uniform("age at arrival", count) ** 3 * 40).astype(int)

    first, season, episode, day = _contents(lookups, dice, type_, title_day)
    title = np.repeat(number, np.diff(first))
    # A year has one season at most, that of the release the first.
    release_year = np.minimum(_year(title_day) - age, np.minimum.reduceat(
        _year(day) - np.maximum(season - 1, 0), first[:-1]
    ))  # fmt: skip
    low, high = types.min_minutes[type_], types.max_minutes[type_]
    spread = _triangular(dice.uniform("minutes", count))
    wobble = dice.uniform("episode minutes", len(title)) * 0.2 - 0.1
    share = np.clip(spread[title] + wobble * is_serial[title], 0, 0.999)
    minutes = low[title] + np.floor(share * (high - low + 1)[title])
    return Catalog(
        names=titles(reference, dice, language),
        type=type_.astype(np.int8),
        genre=genre.astype(np.int8),
        new_genre=new_genre.astype(np.int8),
        wrong_genre=wrong_genre.astype(np.int8),
        retagged_twice=dice.chance("retagged twice", RETAGGED_TWICE, count)
        & (wrong_genre != new_genre),
        retagged_at=np.where(is_retagged, retagged_at, NEVER * DAY),
        provider=dice.pick("provider", choices(reference.providers.weight), count),
        language=language,
        release_year=release_year.astype(np.int32),
        appeal=_appeal(_ranks(dice, base, count)),
        traits=traits_of_titles(dice, count),
        title_day=title_day,
        left_day=left_day,
        first=first,
        is_serial=is_serial,
        title=title.astype(np.int32),
        season=season.astype(np.int16),
        episode=episode.astype(np.int16),
        season_first=np.maximum.accumulate(np.where(episode > 1, 0, np.arange(len(title)))),
        minutes=minutes.astype(np.int16),
        day=day,
    )


def premieres(growth: Growth, seed: int, base: int, until: int) -> tuple[np.ndarray, np.ndarray]:
    """The day of each title that arrives later than the first ones, and its share of all appeal."""
    count = int(growth.count(until))
    appeal = _appeal(_ranks(Dice(seed), base, count))
    return growth.day(np.arange(base, count)), appeal[base:] / appeal[:base].sum()


def _ranks(dice: Dice, base: int, count: int) -> np.ndarray:
    """How popular each title is, 1 for the most: among the first ones, or as one of them."""
    rank = np.empty(count)
    luck = dice.uniform("popularity", count)
    rank[:base] = np.argsort(np.argsort(luck[:base])) + 1
    rank[base:] = np.ceil(luck[base:] * base)
    return rank


def _appeal(rank: np.ndarray) -> np.ndarray:
    """How strongly titles draw viewers when they are new, by their rank: Zipf-Mandelbrot."""
    appeal: np.ndarray = (rank + OWN.popularity_shift) ** OWN.popularity_power
    return appeal


def _left(age: np.ndarray, fades_for: np.ndarray | float) -> np.ndarray:
    """What is left of a novelty, by days since it came and how fast it fades."""
    left: np.ndarray = np.exp(-age / fades_for)
    return left


def _after(dice: Dice, name: str, days: float, count: int) -> np.ndarray:
    """A random wait in whole days."""
    return np.ceil(-np.log(dice.uniform(name, count)) * days).astype(np.int64)


def _triangular(drawn: np.ndarray) -> np.ndarray:
    """Numbers in (0, 1), most of them near the middle, for numbers that are as often anywhere."""
    lower = np.sqrt(np.minimum(drawn, 1 - drawn) / 2)
    return np.where(drawn < 0.5, lower, 1 - lower)


def _genres(
    lookups: Lookups, dice: Dice, type_: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The genre of each title, the one it is retagged with, and one that would be wrong.

    All are such as its type has; where it has fewer than three, the last are the same.
    """
    count, weights = len(type_), lookups.genre_weights
    tables = np.stack([choices(each) for each in weights])
    genre = tables[type_, dice.draws("genre", count)]
    has = weights > 0
    in_order, place = np.argsort(~has, axis=1, kind="stable"), np.cumsum(has, axis=1) - 1
    many = has.sum(axis=1)[type_]
    shift = 1 + dice.draws("new genre", count) % np.maximum(many - 1, 1)
    place = place[type_, genre]
    beyond = np.where(shift + 1 < many, shift + 1, 1)
    return (
        genre,
        in_order[type_, (place + shift) % many],
        in_order[type_, (place + beyond) % many],
    )


def _year(day: np.ndarray) -> np.ndarray:
    return (np.datetime64("1970-01-01") + day).astype("datetime64[Y]").astype(int) + 1970


def _contents(
    lookups: Lookups, dice: Dice, type_: np.ndarray, title_day: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The first content of each title, and season, episode and day of arrival of each content."""
    types, count = lookups.reference.content_types, len(type_)
    serial = types.is_serial[type_]
    low, high = types.min_seasons[type_], types.max_seasons[type_]
    seasons = low + np.floor(dice.uniform("seasons", count) ** 4 * (high - low + 1)).astype(int)
    seasons = np.where(serial, seasons, 1)
    at_arrival = np.ceil(dice.uniform("seasons at arrival", count) * seasons).astype(int)
    at_arrival = np.where(dice.chance("goes on", GOES_ON, count), at_arrival, seasons)
    pace = np.array(SEASON_EVERY)[0] + dice.draws("season pace", count) % np.ptp(SEASON_EVERY)

    title = np.repeat(np.arange(count), seasons)
    season = places(seasons) + 1
    low, high = types.min_episodes[type_[title]], types.max_episodes[type_[title]]
    spread = dice.draws("episodes", len(title)) % (high - low + 1)
    episodes = np.where(serial[title], low + spread, 1)
    wait = np.maximum(season - at_arrival[title], 0) * pace[title]
    day = title_day[title] + wait

    first = np.concatenate([[0], np.cumsum(np.bincount(title, episodes, count).astype(int))])
    episode = places(episodes) + 1
    film = ~serial[np.repeat(title, episodes)]
    return (
        first,
        np.where(film, 0, np.repeat(season, episodes)),
        np.where(film, 0, episode),
        np.repeat(day, episodes),
    )


def _print_curves() -> None:
    """How viewing is spread over titles, and how a title's pull wanes."""
    appeal = _appeal(np.arange(1, 2_001))
    share = 100 * np.cumsum(appeal) / appeal.sum()
    bars(
        "Share of 2,000 titles' appeal that the most popular ones have",
        {f"the first {count:,}": float(share[count - 1]) for count in (1, 10, 50, 200, 500, 1_000)},
    )
    ages = np.array([0, 7, 30, 60, 180])
    pull = 1 - OWN.novelty + OWN.novelty * _left(ages, BEHAVIOUR.traits.fades_for)
    bars(
        "Pull of a title by its age, of what it had when it was new",
        {f"{age} days": 100 * float(each) for age, each in zip(ages, pull, strict=True)},
    )


if __name__ == "__main__":
    _print_curves()
