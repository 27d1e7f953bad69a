"""The creator feed: which posts viewers see in their visits, and which ones they like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_events.behaviour.starts import IDLE, spaced, wishes
from customer_events.kit.arrays import Columns, owners, places, ranks, running_totals, totals
from customer_events.kit.days import DAY
from customer_events.kit.dice import Dice, choices, curve, lognormal
from customer_events.kit.ids import uuids
from customer_events.parameters import Parameters
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.hours import WORKDAY, begins
from customer_events.world.people import BLOCK
from customer_events.world.posts import posts_until

if TYPE_CHECKING:
    from customer_events.world.world import World

OWN = BEHAVIOUR.feed
VIEWS, READS_FOR, AGE = choices(OWN.views), lognormal(*OWN.reads_for), curve(OWN.age)
FADES = np.exp(-np.arange(OWN.among) / OWN.fades)
ROTATION = 32  # a viewer meets a post on one day in so many...
OLDEST = (ROTATION - 2) * DAY  # ...and never an older one, so never on two days

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
    here = (people.signup_day < day) & (people.deleted_day > day)
    here &= ~(people.move_day == day).any(axis=1) & (int(world.posts.count(day)) > 0)
    rate = OWN.visits * np.sqrt(people.weight)
    luck = dice.uniform("feed visits", BLOCK)
    visits = np.where(here, (luck > np.exp(-rate)) + (luck > np.exp(-rate) * (1 + rate)), 0)
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

    post = _shown(at, dice, viewer, seen_at)
    faulty = dice.chance("post fault", parameters.post_fault_rate, len(post))
    fault = np.where(faulty, dice.draws("which post fault", len(post)) % FAULTS, -1)
    of_deleted = (fault == VIEWED_DELETED) | (fault == LIKED_DELETED)
    post = np.where(of_deleted, _deleted(world, post, seen_at), post)
    again = dice.chance("view again", parameters.repeat_view_rate, len(post)) & (places(views) > 0)
    post, fault = np.where(again, np.roll(post, 1), post), np.where(again, -1, fault)
    those = world.posts_by_number(post)
    likely = np.minimum(OWN.likes * those.liking, OWN.likes_at_most)
    likes = dice.uniform("like", len(post)) < likely
    age = seen_at - those.created_at
    visible = (those.creator >= 0) & (age > 0) & (age < OLDEST)
    visible &= (those.deleted_at > seen_at) | of_deleted & ~again
    pair = viewer * (1 << 32) + post
    visible &= _is_first(pair) | again

    liked = visible & ~again & (likes | np.isin(fault, [LIKED_TWICE, LIKED_UNSEEN, LIKED_DELETED]))
    viewed = np.flatnonzero(visible & (fault != LIKED_UNSEEN))
    liked, twice = np.flatnonzero(liked), np.flatnonzero(visible & (fault == LIKED_TWICE))
    liked_at = seen_at + dice.draws("liked after", len(post)) % OWN.liked_after
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


def _is_first(keys: np.ndarray) -> np.ndarray:
    """Whether no equal key comes before."""
    first = np.zeros(len(keys), dtype=bool)
    first[np.unique(keys, return_index=True)[1]] = True
    return first


def _shown(at: BlockDay, dice: Dice, viewer: np.ndarray, seen_at: np.ndarray) -> np.ndarray:
    """The post that each view is of: one of those of about the age that is drawn, by its reach.

    Posts are numbered by time. A viewer meets only the posts of one residue a day, which goes
    round in a time longer than posts are shown: so nobody meets a post on two days.
    """
    world, day, count = at.world, at.day, len(viewer)
    luck = Dice(world.seed, shard=at.block).draws("feed residue", BLOCK)[viewer].astype(np.int64)
    residue = (luck + day) % ROTATION
    target = seen_at - (dice.pick("feed age", AGE, count) * DAY).astype(np.int64)
    newest = posts_until(world.posts, world.posted_so_far, target)
    newest = np.minimum(newest, world.posts.count(day))  # later ones come with a later batch
    post = np.maximum(newest - 1 - (newest - 1 - residue) % ROTATION, residue)
    among = post[:, None] - ROTATION * np.arange(OWN.among)
    those = world.posts_by_number(np.maximum(among, residue[:, None]).ravel())
    shown = (those.creator >= 0).reshape(among.shape) & (among >= 0)
    shown &= those.created_at.reshape(among.shape) > seen_at[:, None] - OLDEST
    shown &= those.deleted_at.reshape(among.shape) > seen_at[:, None]
    pull = np.where(shown, those.reach.reshape(among.shape) * FADES, 0)
    so_far = np.cumsum(pull, axis=1)
    wanted = dice.uniform("feed post", count) * so_far[:, -1]
    place = (so_far <= wanted[:, None]).sum(axis=1) % OWN.among
    return among[np.arange(count), np.where(so_far[:, -1] > 0, place, 0)]


def _deleted(world: World, post: np.ndarray, at: np.ndarray) -> np.ndarray:
    """A post nearby that has been deleted, if there is one."""
    found = post.copy()
    for step in (place * side for place in range(1, 9) for side in (-1, 1)):
        candidate = np.maximum(post + step * ROTATION, post % ROTATION)
        gone = world.posts_by_number(candidate).deleted_at < at
        alive = world.posts_by_number(found).deleted_at >= at
        found = np.where(gone & alive, candidate, found)
    return found
