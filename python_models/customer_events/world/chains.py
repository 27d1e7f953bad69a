"""Chains: what a viewer is on for four weeks, one series after the other.

In each week of a chain the viewer has looked at what there is, and goes on with that once the
series before is through, or at once if it is news; so what is due on a day needs no memory of the
days before. A viewer who does not bear a series gives up within an episode, one of the first, and
goes on with the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np

from customer_events.kit.arrays import Columns, add_up
from customer_events.kit.dice import SIZE, choices, luck
from customer_events.kit.kept import kept_in
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.runs import CHAIN_DAYS, WEEKS, Due, began

OWN = BEHAVIOUR.chains
# Who gets to the next series within a week: the least weight for each, for few need so many.
FOR_WEIGHTS = np.array([0, 0.2, 0.7, 1.5, 3])
SERIES_AT_MOST = len(FOR_WEIGHTS)
CHOSEN_EVERY = 7  # days for which the series to choose from are the same
BEARS = choices(OWN.bears)  # episodes of a series that is given up, less one


@dataclass(frozen=True)
class Choices(Columns):
    """What users would go on with in a week of their chains, a row each.

    The columns but the first have a place for each series, one after the other.
    """

    at_once: np.ndarray  # whether the first series is news, for which another is put aside
    content: np.ndarray  # the first episode that is watched of each series
    ends: np.ndarray  # how many episodes come up to the end of each, from the first series on
    gives_up: np.ndarray  # whether the last of them is given up


@dataclass(frozen=True)
class Chains(Columns):
    """The chains of users up to a day, a row each, with a column for each week of a chain."""

    opens: np.ndarray  # how many episodes come before what was chosen in the week
    choices: Choices  # (row, week, place)
    weeks: np.ndarray  # that have passed of the chain


@dataclass(frozen=True)
class Episodes(Columns):
    """Episodes of chains, a row each."""

    content: np.ndarray  # or -1
    gives_up: np.ndarray  # whether it is given up
    week: np.ndarray  # of the chain, in which its series was chosen


def nothing_yet(*shape: int) -> Choices:
    """Choices that are still to be filled in."""
    places = (*shape, SERIES_AT_MOST)
    return Choices(
        at_once=np.zeros(shape, dtype=bool),
        content=np.zeros(places, dtype=np.int32),
        ends=np.zeros(places, dtype=np.int16),
        gives_up=np.zeros(places, dtype=bool),
    )


def chains_of(at: BlockDay, user: np.ndarray, due: Due) -> Chains:
    """The chains on which users are, as far as they have chosen."""
    choices, begins_in = nothing_yet(len(user), WEEKS), due.chain_start // 7
    for week, found in _weeks(at):
        of_chain = week - begins_in
        those = np.flatnonzero((of_chain >= 0) & (of_chain < WEEKS))
        for name, column in vars(choices).items():
            column[those, of_chain[those]] = getattr(found, name)[user[those]]
    return Chains(
        opens=_opens(at, due, choices), choices=choices, weeks=(at.day - due.chain_start) // 7
    )


def have_chosen(at: BlockDay, user: np.ndarray, title: np.ndarray) -> np.ndarray:
    """Which users can be on one of some titles: they have chosen it in these weeks."""
    is_of_title = np.isin(at.catalog.title, title)
    have = np.zeros(len(user), dtype=bool)
    for _, found in _weeks(at):
        have |= is_of_title[found.content].any(axis=1)[user]
    return have


def _weeks(at: BlockDay) -> Iterator[tuple[int, Choices]]:
    """The weeks in which a chain of the day can have begun, and what the block chose in them.

    These are weeks of the calendar; in each a user who is on a chain chooses once.
    """
    this_week = at.day // 7
    for week in range((at.day - CHAIN_DAYS + 1) // 7, this_week):
        yield week, _in_week(replace(at, day=7 * week + 6))
    yield this_week, _so_far(at)


@kept_in("people", at_most=WEEKS)
def _in_week(last: BlockDay) -> Choices:
    """The choices of the week that ends with a day, a row for each user of the block."""
    return _so_far(last)


@kept_in("people", at_most=1)
def _so_far(at: BlockDay) -> Choices:
    """The choices of the week that a day lies in, up to that day."""
    goes_on = at.day % 7 > 0
    chosen = deepcopy(_so_far(replace(at, day=at.day - 1))) if goes_on else nothing_yet(BLOCK)
    user, today = chosen_on(at)
    for name, column in vars(chosen).items():
        column[user] = getattr(today, name)
    return chosen


def _opens(at: BlockDay, due: Due, choices: Choices) -> np.ndarray:
    """How many episodes of each chain come before what was chosen in each of its weeks.

    It begins where the series ends that the week before has left open; or at once, if it is news.
    """
    count, title = len(choices), at.catalog.title
    opens = np.zeros((count, WEEKS), dtype=np.int64)
    each, breaks_in = np.arange(count), np.zeros(count, dtype=bool)
    now, is_on, through = np.zeros((3, count), dtype=np.int64)
    for later in range(1, WEEKS):
        left, before = due.before(later), later - 1
        to_come = breaks_in & (left <= now)  # what broke in is still to begin
        last = np.where(to_come, now + 1, left)
        ends = now[:, None] + choices.ends[:, before]
        place = (ends >= last[:, None]).argmax(axis=1)
        has_begun = last > now
        is_on = np.where(has_begun, title[choices.content[each, before, place]], is_on)
        through = np.where(has_begun, np.maximum(ends[each, place], last), through)
        is_other = title[choices.content[:, later, 0]] != is_on
        breaks_in = choices.at_once[:, later] & is_other & ~to_come
        now = np.where(breaks_in, left, through)
        opens[:, later] = now
    return opens


def nth(chains: Chains, row: np.ndarray, number: np.ndarray) -> Episodes:
    """The episode that comes so many places after the first of each row's chain."""
    week = np.zeros(len(row), dtype=np.int64)
    for later in range(1, WEEKS):
        week[(later <= chains.weeks[row]) & (number >= chains.opens[row, later])] = later
    into, chosen = number - chains.opens[row, week], chains.choices
    ends = chosen.ends[row, week]
    place, each = (ends > into[:, None]).argmax(axis=1), np.arange(len(row))
    end = ends[each, place]
    begin = np.where(place > 0, ends[each, place - 1], 0)
    found, first = into < end, chosen.content[row, week, place]
    return Episodes(
        content=np.where(found, first + into - begin, -1),
        gives_up=found & chosen.gives_up[row, week, place] & (into == end - 1),
        week=week,
    )


def chosen_on(at: BlockDay) -> tuple[np.ndarray, Choices]:
    """For whom a week of their chain begins on a day, and what they choose."""
    people, log, world, day = at.people, at.log, at.world, at.day
    row = log.latest(day)
    user = np.flatnonzero(row >= 0)
    age = day - began(at, user, row[user]) - 1
    begins = (age >= 0) & (age % 7 == 0)
    user = user[begins]

    seen_on = day - day % CHOSEN_EVERY
    catalog = world.catalog(max(seen_on, world.start))
    choice, arrived = world.series(seen_on, 2 * CHAIN_DAYS), world.arrived(seen_on)
    country, traits = at.country(user), people.traits
    services = log.services[row[user]] & log.services[log.latest(day - 1)[user]]
    chooser, place = np.nonzero(people.weight[user][:, None] >= FOR_WEIGHTS)
    here = user[chooser]
    number = people.first + here
    title = choice.pick(
        country[chooser], services[chooser], traits.taste[here],
        luck(world.seed, "run", number, day, place),
    )  # fmt: skip
    drawn = (luck(world.seed, "run goes", number, day, place) * 2.0**48).astype(np.int64)
    into, bearing, episodes = (drawn >> shift & (SIZE - 1) for shift in (0, 16, 32))
    begins = catalog.first[title]
    fresh, drawn_at = world.fresh(seen_on)[title], (into + 0.5) / SIZE
    for_season, for_news = drawn_at < fresh.season, drawn_at < fresh.season + fresh.title
    no_news = np.maximum(1 - fresh.season - fresh.title, 1 / SIZE)
    further = np.maximum((drawn_at - fresh.season - fresh.title) / no_news, 0) ** 2
    at_episode = np.where(for_season, arrived[title] - 1, further * arrived[title])
    first = catalog.season_first[begins + at_episode.astype(int)]
    there = begins + arrived[title] - first
    hold = catalog.traits.quality[title] + traits.patience[here]
    bears = BEARS[episodes] + 1
    given_up = (bearing < SIZE * OWN.gives_up * np.exp(-hold)) & (bears < there)

    chosen = nothing_yet(len(user))
    chosen.at_once[chooser[for_news & (place == 0)]] = True
    chosen.content[chooser, place] = first
    chosen.gives_up[chooser, place] = given_up
    chosen.ends[chooser, place] = np.where(given_up, bears, there)
    add_up(chosen.ends)
    return user, chosen
