"""The creator feed: which posts viewers see in their visits, and which ones they like."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from customer_events.behaviour.starts import IDLE, spaced, wishes
from customer_events.kit.arrays import Columns, owners, places, ranks, running_totals, totals
from customer_events.kit.days import DAY, HOUR
from customer_events.kit.dice import SIZE, Dice, choices, lognormal, luck, wait
from customer_events.kit.ids import uuids
from customer_events.kit.kept import kept_in
from customer_events.parameters import Parameters
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.hours import WORKDAY, begins
from customer_events.world.people import BLOCK
from customer_events.world.posts import posts_until

OWN = BEHAVIOUR.feed
VIEWS, READS_FOR = choices(OWN.views), lognormal(*OWN.reads_for)
LIKED_AFTER = lognormal(*OWN.liked_after)
MOST_VIEWS = len(OWN.views)  # of a visit
SHOWN_FOR = 30  # days after the one on which a post is written
YOUNGER = 8  # posts that there may be beyond those that are expected
NEARBY = 1_000  # posts before, among which a deleted one is looked for

EVENT_TYPES = ("view", "like")
VIEW, LIKE = range(len(EVENT_TYPES))
FAULTS = 4  # that the dial spreads over
LIKED_TWICE, LIKED_UNSEEN, VIEWED_DELETED, LIKED_DELETED = range(FAULTS)
# What is wrong with a view or like, a bit each: a fault of the dial may come to none or to two.
REPEATED_VIEW, REPEATED_LIKE, WITHOUT_VIEW, AFTER_DELETION = 1, 2, 4, 8


@dataclass(frozen=True)
class Reactions(Columns):
    """Views and likes, a row each."""

    at: np.ndarray
    user: np.ndarray  # of the block
    event_id: np.ndarray
    user_id: np.ndarray
    post: np.ndarray
    kind: np.ndarray
    faults: np.ndarray  # bits
    number: np.ndarray  # in the order of what led to what


def react(at: BlockDay, parameters: Parameters) -> Reactions:
    """The views and likes of the block's viewers on the day.

    They are numbered in the order of what led to what, so of two at one instant the later one
    has the higher number.
    """
    world, day, people, dice = at.world, at.day, at.people, at.dice()
    visits = _visits(at)
    user = np.flatnonzero(visits)
    per_user = visits[user]

    visitor = owners(per_user)
    views = dice.pick("feed views", VIEWS, len(visitor)) + 1
    visit = owners(views)
    reads = dice.pick("feed reads", READS_FOR, len(visit)).astype(np.int64)
    zone = world.lookups.city_zone[people.place[user, people.moves(day)[user]]]
    second = begins(
        at.habits.chronotype[user[visitor]], WORKDAY, dice.draws("feed start", len(visitor))
    )
    idle = dice.pick("feed idle", IDLE, len(visitor)).astype(np.int64)
    start = spaced(wishes(second, per_user), world.calendar.seconds(zone, day), per_user,
                   totals(reads, views), idle)  # fmt: skip
    opened_at = world.calendar.start(zone, day)[visitor] + start
    seen_at = opened_at[visit] + running_totals(reads, views)
    viewer = user[visitor[visit]]

    shown, is_shown = _shown(at, dice, user[visitor], opened_at)
    post, is_shown = shown[visit, places(views)], is_shown[visit, places(views)]
    faulty = dice.chance("post fault", parameters.post_fault_rate, len(post))
    fault = np.where(faulty, dice.draws("which post fault", len(post)) % FAULTS, -1)
    of_deleted = (fault == VIEWED_DELETED) | (fault == LIKED_DELETED)
    struck = np.flatnonzero(of_deleted)
    post[struck] = _deleted(at, viewer[struck], post[struck], seen_at[struck])
    again = dice.chance("view again", parameters.repeat_view_rate, len(post)) & (places(views) > 0)
    again &= np.roll(fault, 1) != LIKED_UNSEEN
    post, fault = np.where(again, np.roll(post, 1), post), np.where(again, -1, fault)
    those = world.posts_by_number(post)
    likely = OWN.likes * at.habits.generosity[viewer] * those.liking
    likes = dice.uniform("like", len(post)) < np.minimum(likely, OWN.likes_at_most)
    age = seen_at - those.created_at
    visible = (is_shown | of_deleted | again) & (those.creator >= 0) & (age > 0)
    visible &= _meets(at, viewer, post, those.created_at // DAY)
    visible &= (those.deleted_at > seen_at) | of_deleted & ~again
    pair = viewer * (1 << 32) + post
    visible &= _is_first(pair) | again

    liked = visible & ~again & (likes | np.isin(fault, [LIKED_TWICE, LIKED_UNSEEN, LIKED_DELETED]))
    viewed = np.flatnonzero(visible & (fault != LIKED_UNSEEN))
    liked, twice = np.flatnonzero(liked), np.flatnonzero(visible & (fault == LIKED_TWICE))
    liked_at = seen_at + dice.pick("liked after", LIKED_AFTER, len(post)).astype(np.int64)
    again_at = liked_at + dice.draws("liked again after", len(post)) % OWN.liked_again_after
    row = np.concatenate([viewed, liked, twice])
    kind = np.repeat([VIEW, LIKE, LIKE], [len(viewed), len(liked), len(twice)])
    moment = np.concatenate([seen_at[viewed], liked_at[liked], again_at[twice]])
    faults = np.where(those.deleted_at[row] <= moment, AFTER_DELETION, 0)
    faults[: len(viewed)] |= np.where(_is_first(pair[viewed]), 0, REPEATED_VIEW)
    faults[len(viewed) :] |= np.where(fault[row[len(viewed) :]] == LIKED_UNSEEN, WITHOUT_VIEW, 0)
    faults[len(viewed) + len(liked) :] |= REPEATED_LIKE
    return Reactions(
        at=moment,
        user=viewer[row],
        event_id=uuids(world.seed, "post_event", day, ranks(moment), at.block),
        user_id=at.user_ids[viewer[row]],
        post=post[row],
        kind=kind,
        faults=faults,
        number=np.arange(len(row)),
    )


@kept_in("people", at_most=SHOWN_FOR + 1)
def _visits(at: BlockDay) -> np.ndarray:
    """How often each user of the block visits the feed on the day."""
    world, day, people = at.world, at.day, at.people
    here = (people.signup_day < day) & (people.deleted_day > day)
    here &= ~(people.move_day == day).any(axis=1) & (int(world.posts.count(day)) > 0)
    rate = OWN.visits * np.sqrt(people.weight)
    drawn = at.dice().uniform("feed visits", BLOCK)
    visits = np.where(here, (drawn > np.exp(-rate)) + (drawn > np.exp(-rate) * (1 + rate)), 0)
    return visits.astype(np.int8)


@kept_in("people", at_most=1)
def _days_away(at: BlockDay) -> np.ndarray:
    """The days up to today since each user's last visit, or as long as posts are shown."""
    away = np.full(BLOCK, SHOWN_FOR)
    for days in range(SHOWN_FOR - 1, 0, -1):
        away[_visits(replace(at, day=at.day - days)) > 0] = days
    return away


def _is_first(keys: np.ndarray) -> np.ndarray:
    """Whether no equal key comes before."""
    first = np.zeros(len(keys), dtype=bool)
    first[np.unique(keys, return_index=True)[1]] = True
    return first


def _fade(age: np.ndarray) -> np.ndarray:
    """What is left of a post's place in the feed after so many seconds."""
    left: np.ndarray = (1 + np.maximum(age, 0) / (OWN.fades_after * HOUR)) ** -OWN.fades
    return left


BY_DAY = _fade((np.arange(SHOWN_FOR) + 0.5) * DAY)
MEETS_AFTER = choices(BY_DAY)
MEETS_BY = np.insert(np.cumsum(BY_DAY), 0, 0)


def _meets(at: BlockDay, viewer: np.ndarray, post: np.ndarray, post_day: np.ndarray) -> np.ndarray:
    """Whether the day is the only one on which a viewer can meet a post.

    It is some days after that was written, or that of the first visit from then on.
    """
    drawn = luck(at.world.seed, "meets", at.people.first + viewer, post)
    met_on = post_day + MEETS_AFTER[(drawn * SIZE).astype(np.int64)]
    meets: np.ndarray = (met_on <= at.day) & (met_on > at.day - _days_away(at)[viewer])
    return meets


def _can_meet(at: BlockDay, viewer: np.ndarray, post_day: np.ndarray) -> np.ndarray:
    """How many of the viewers meet posts today, of those that were written on each one's day."""
    upto = np.clip(at.day - post_day + 1, 1, SHOWN_FOR)
    share: np.ndarray = MEETS_BY[upto] - MEETS_BY[np.maximum(upto - _days_away(at)[viewer], 0)]
    return share


def _shown(
    at: BlockDay, dice: Dice, viewer: np.ndarray, opened_at: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The posts that visits show, a row each, and which of them there are.

    Posts are numbered by time. Stretches of them, which grow with their age, each send one to
    compete for a place, by reach; their pull is what they reach together, as it fades with age.
    """
    world, day = at.world, at.day
    there_by = int(world.posts.count(day))  # later ones come with a later batch
    reaches_back = there_by - int(world.posts.count(day - SHOWN_FOR))
    stretch = [1] * MOST_VIEWS
    while sum(stretch) < reaches_back:
        stretch.append(1 + sum(stretch) // 5)
    before = np.cumsum([0, *stretch])

    size, count = (len(viewer), len(stretch)), len(viewer) * len(stretch)
    newest = posts_until(world.posts, world.posted_so_far, opened_at) + YOUNGER
    so_far = world.reach_so_far(day)[np.clip(newest[:, None] - before, 0, there_by)]
    reach = so_far[:, :-1] - so_far[:, 1:]
    sought = so_far[:, 1:] + dice.uniform("feed stretch", count).reshape(size) * reach
    post = np.searchsorted(world.reach_so_far(day), sought.ravel(), side="right") - 1
    post = np.clip(post, 0, there_by - 1)
    those, opened = world.posts_by_number(post), np.repeat(opened_at, len(stretch))
    age, post_day = opened - those.created_at, those.created_at // DAY
    exists = (those.creator >= 0) & (age > 0) & (those.deleted_at > opened)
    viewers = np.repeat(viewer, len(stretch))
    exists &= _meets(at, viewers, post, post_day)
    fades = _fade(age) / _can_meet(at, viewers, post_day)
    pull, post = reach * np.where(exists, fades, 0).reshape(size), post.reshape(size)
    waits = wait(dice.uniform("feed place", count), 1).reshape(size) / np.maximum(pull, 1e-12)
    order = np.argsort(waits, axis=1)[:, :MOST_VIEWS]
    visit = np.arange(len(viewer))[:, None]
    return post[visit, order], pull[visit, order] > 0


def _deleted(at: BlockDay, viewer: np.ndarray, post: np.ndarray, seen_at: np.ndarray) -> np.ndarray:
    """A post before each that the viewer meets today and that has been deleted, if there is one."""
    before = np.maximum(post[:, None] - np.arange(NEARBY), 0)
    those = at.world.posts_by_number(before.ravel())
    meets = _meets(at, np.repeat(viewer, NEARBY), before.ravel(), those.created_at // DAY)
    gone = (meets & (those.deleted_at < np.repeat(seen_at, NEARBY))).reshape(before.shape)
    found = np.where(gone.any(axis=1), gone.argmax(axis=1), 0)
    return before[np.arange(len(post)), found]
