"""The posts of the creator feed: who writes each one, when, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.charts import bars
from customer_events.kit.days import DAY, HOUR, NEVER, ViewingDays
from customer_events.kit.dice import NORMAL, Dice, lognormal, luck, normal
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.lookups import Lookups
from customer_events.world.growth import Growth
from customer_events.world.people import BLOCK, People

OWN = BEHAVIOUR.posts
# When people write: by the hours of their own day, from 05:00 on.
HOURS = np.array([0.8, 1.6, 3.0, 4.2, 4.4, 4.2, 4.4, 5.6, 5.4, 4.6, 4.4, 4.8,
                  5.6, 6.8, 8.0, 8.6, 7.8, 6.0, 4.0, 2.6, 1.4, 0.8, 0.5, 0.5])  # fmt: skip
CLOCK = np.arange(25) * HOUR
CANDIDATES = 4  # of whom the keenest writes the post, so a few write most of them
EDITED, EDITED_WITHIN = 0.08, 4  # of the posts; days, on average, but for those edited soon
EDITED_SOON = lognormal(*OWN.edited_after)
EDITED_TWICE = 0.05  # of the edited ones: twice in the same instant
DELETED, DELETED_WITHIN = 0.03, 20


@dataclass(frozen=True)
class Posts:
    """A block of posts, as columns."""

    first: int
    day: np.ndarray
    created_at: np.ndarray
    creator: np.ndarray  # -1 where nobody was there to write it
    reach: np.ndarray  # how much likelier than others it is shown
    liking: np.ndarray  # how much likelier than others it is liked, 1 on average
    edit_day: np.ndarray
    edited_at: np.ndarray
    edited_twice: np.ndarray
    deleted_day: np.ndarray
    deleted_at: np.ndarray


@dataclass(frozen=True)
class SeenPosts(Columns):
    """What a viewer can see of posts, of any block."""

    creator: np.ndarray
    created_at: np.ndarray
    deleted_at: np.ndarray
    liking: np.ndarray


@dataclass(frozen=True)
class Creators:
    """Who can write posts: the users of every block, and when each of them does."""

    lookups: Lookups
    calendar: ViewingDays
    growth: Growth
    people: Callable[[int], People]
    seed: int

    def keenness(
        self, users: np.ndarray, day: np.ndarray, at: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """How keen on writing each user is at that hour of theirs, and the day they leave."""
        day, at = (np.broadcast_to(each[:, None], users.shape) for each in (day, at))
        keenness = np.empty(users.shape)
        gone = np.empty(users.shape, dtype=np.int64)
        for block in range(int(users.max(initial=0)) // BLOCK + 1):
            here = users // BLOCK == block
            local = users[here] % BLOCK
            zone = self.lookups.city_zone[self.people(block).city(local, day[here])]
            hour = (at[here] - self.calendar.start(zone, day[here])) % DAY // HOUR
            keen = Dice(self.seed, shard=block).uniform("keenness", BLOCK)[local] ** 6
            keenness[here] = keen * HOURS[hour] ** 2  # squared, for few are there to choose from
            gone[here] = self.people(block).deleted_day[local]
        return keenness, gone


def make_posts(creators: Creators, growth: Growth, so_far: np.ndarray, block: int) -> Posts:
    """One block of posts; `so_far` is the share of a day's posts by each full hour in UTC."""
    dice = Dice(creators.seed, shard=block)
    number = block * BLOCK + np.arange(BLOCK)
    day = growth.day(number)
    moment = np.interp(growth.moment(number), so_far, CLOCK)
    created_at = day * DAY + moment.astype(np.int64)

    there = creators.growth.count(day - 2)[:, None]  # signed up, whatever the zone
    drawn = dice.uniform("post creator", BLOCK * CANDIDATES).reshape(BLOCK, CANDIDATES)
    candidates = _writers(creators.seed, drawn, there)
    keenness, gone = creators.keenness(candidates, day, created_at)
    keenness = np.where((gone > day[:, None]) & (there > 0), keenness, -1.0)
    best = keenness.argmax(axis=1)
    creator = candidates[np.arange(BLOCK), best]
    creator = np.where(keenness.max(axis=1) >= 0, creator, -1)

    def later(name: str, share: float, days: float) -> tuple[np.ndarray, np.ndarray]:
        wait = 1 + np.floor(-np.log(dice.uniform(f"post {name} wait", BLOCK)) * days)
        on = np.where(dice.chance(f"post {name}", share, BLOCK), day + wait, NEVER).astype(np.int64)
        return on, on * DAY + (dice.uniform(f"post {name} at", BLOCK) * DAY).astype(np.int64)

    edit_day, edited_at = later("edit", EDITED, EDITED_WITHIN)
    at_once = created_at + dice.pick("post edit soon", EDITED_SOON, BLOCK).astype(np.int64)
    is_soon = (edit_day < NEVER) & dice.often("post edit at once", OWN.edited_soon, BLOCK)
    edited_at = np.where(is_soon, at_once, edited_at)
    edit_day = np.where(is_soon, at_once // DAY, edit_day)
    deleted_day, deleted_at = later("delete", DELETED, DELETED_WITHIN)
    return Posts(
        first=block * BLOCK,
        day=day,
        created_at=created_at,
        creator=creator,
        reach=reach_of(creators.seed, creator)
        * np.exp(OWN.reach_of_post * dice.pick("post reach", NORMAL, BLOCK)),
        liking=_liking(creators.seed, dice, creator),
        edit_day=np.where(edit_day < deleted_day, edit_day, NEVER),
        edited_at=edited_at,
        edited_twice=dice.chance("post edit twice", EDITED_TWICE, BLOCK),
        deleted_day=deleted_day,
        deleted_at=deleted_at,
    )


def reach_of(seed: int, creator: np.ndarray) -> np.ndarray:
    """How far the posts of each user reach, 1 for a median creator."""
    reach: np.ndarray = np.exp(
        OWN.reach_of_creator * normal(luck(seed, "reach of creator", creator))
    )
    return reach


def _liking(seed: int, dice: Dice, creator: np.ndarray) -> np.ndarray:
    """How much likelier each post is liked: some creators please more, and some posts do."""
    spread = OWN.liked_by_creator, OWN.liked_by_post
    drawn = (
        normal(luck(seed, "liking of creator", creator)),
        dice.pick("post liking", NORMAL, BLOCK),
    )
    logarithms = [each * (draws - each / 2) for each, draws in zip(spread, drawn, strict=True)]
    liking: np.ndarray = np.exp(sum(logarithms))
    return liking


def _writers(seed: int, drawn: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Users who write, of those who are there: one of each few who signed up after each other."""
    groups = there // OWN.writers
    group = (drawn * groups).astype(np.int64)
    place = (luck(seed, "writes", group) * OWN.writers).astype(np.int64)
    anybody = (drawn * there).astype(np.int64)  # as long as there are not enough for a group
    return np.where(groups > 0, group * OWN.writers + place, anybody)


def posted_so_far(lookups: Lookups, calendar: ViewingDays, day: int) -> np.ndarray:
    """The share of a day's posts by each full hour in UTC, from where the users live."""
    cities, countries = lookups.reference.cities, lookups.reference.countries
    country = lookups.city_country
    share = cities.weight / np.bincount(country, cities.weight)[country]
    share = share * countries.user_share[country]
    day_begins = calendar.start(lookups.city_zone, day) % DAY // HOUR
    since = (np.arange(24) - day_begins[:, None]) % 24
    return np.cumsum(np.insert(share @ HOURS[since], 0, 0)) / (share.sum() * HOURS.sum())


def posts_until(growth: Growth, so_far: np.ndarray, at: np.ndarray) -> np.ndarray:
    """About how many posts there are at each instant."""
    day = at // DAY
    before, upto = growth.count(day - 1), growth.count(day)
    return before + ((upto - before) * np.interp(at % DAY, CLOCK, so_far)).astype(np.int64)


def _print_curves() -> None:
    """When people write posts."""
    bars(
        "Posts by the hour of the creator's own clock",
        {f"{(5 + hour) % 24:02}:00": float(share) for hour, share in enumerate(HOURS)},
    )


if __name__ == "__main__":
    _print_curves()
