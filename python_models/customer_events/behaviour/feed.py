"""The creator feed: posts of users, and the views and likes that other users give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from customer_events.behaviour.events import Events
from customer_events.behaviour.sessions import starts
from customer_events.kit import arrow
from customer_events.kit.arrays import owners, places, running_totals, totals
from customer_events.kit.days import DAY, HOUR, NEVER
from customer_events.kit.dice import Dice, choices, curve, lognormal
from customer_events.kit.ids import uuids
from customer_events.values.titles import fill, vocabulary
from customer_events.world.people import BLOCK

if TYPE_CHECKING:
    from customer_events.world.schedule import Schedule
    from customer_events.world.world import World

# When people write: by the hours of their own day, from 05:00 on.
POSTS = np.array([0.8, 1.6, 3.0, 4.2, 4.4, 4.2, 4.4, 5.6, 5.4, 4.6, 4.4, 4.8,
                  5.6, 6.8, 8.0, 8.6, 7.8, 6.0, 4.0, 2.6, 1.4, 0.8, 0.5, 0.5])  # fmt: skip
CLOCK = np.arange(25) * HOUR
CANDIDATES = 4  # of whom the keenest writes the post, so a few write most of them
EDITED, EDITED_WITHIN = 0.08, 4  # of the posts; days, on average
EDITED_TWICE = 0.05  # of the edited ones: twice in the same instant
DELETED, DELETED_WITHIN = 0.03, 20

CHANGES = 4  # that may happen to a post, in this order
PUBLISH, EDIT, EDIT_AGAIN, DELETE = range(CHANGES)
KINDS, KIND = ("publish", "edit", "delete"), np.array([0, 1, 1, 2])

SEEN = ("creator", "created_at", "deleted_at", "appeal")  # of a post, by a viewer
VISITS = 0.22  # a day, of a viewer of average weight; two at most
VIEWS = choices([0.34, 0.28, 0.19, 0.12, 0.07])  # of posts in a visit, less one
READS_FOR = lognormal(median=150, sigma=0.6, low=60, high=600)
# The age in days of the posts that a viewer is shown: half of them are of the last day.
AGE = curve([(0, 0.01), (0.30, 0.4), (0.55, 1.2), (0.75, 4), (0.92, 14), (1.0, 28)])
ROTATION = 32  # a viewer meets a post on one day in so many...
OLDEST = (ROTATION - 2) * DAY  # ...and never an older one, so never on two days
LIKES = 0.1
LIKED_AFTER = 50  # seconds, at most; now and then the like bears the instant of its view
LIKED_AGAIN_AFTER = 8

EVENT_TYPES = ("view", "like")
VIEW, LIKE = range(len(EVENT_TYPES))
FAULTS = 4  # that the dial spreads over
LIKED_TWICE, LIKED_UNSEEN, VIEWED_DELETED, LIKED_DELETED = range(FAULTS)
# What is wrong with a view or like, a bit each: a fault of the dial may come to none or to two.
REPEATED_VIEW, REPEATED_LIKE, WITHOUT_VIEW, AFTER_DELETION = 1, 2, 4, 8


@dataclass(frozen=True)
class Posts:
    """A block of posts, as columns."""

    first: int
    day: np.ndarray
    created_at: np.ndarray
    creator: np.ndarray  # -1 where nobody was there to write it
    appeal: np.ndarray
    edit_day: np.ndarray
    edited_at: np.ndarray
    edited_twice: np.ndarray
    deleted_day: np.ndarray
    deleted_at: np.ndarray


def posts(world: World, block: int) -> Posts:
    """One block of posts, from the seed and the block's number alone."""
    dice = Dice(world.seed, shard=block)
    number = block * BLOCK + np.arange(BLOCK)
    day = world.posts.day(number)
    moment = np.interp(world.posts.moment(number), world.posting, CLOCK)
    created_at = day * DAY + moment.astype(np.int64)

    there = world.users.count(day - 2)[:, None]  # signed up, whatever the zone
    luck = dice.uniform("post creator", BLOCK * CANDIDATES).reshape(BLOCK, CANDIDATES)
    candidates = (luck * there).astype(np.int64)
    keenness, gone = _creators(world, candidates, day, created_at)
    keenness = np.where((gone > day[:, None]) & (there > 0), keenness, -1.0)
    best = keenness.argmax(axis=1)
    creator = candidates[np.arange(BLOCK), best]
    creator = np.where(keenness.max(axis=1) >= 0, creator, -1)

    def later(name: str, share: float, days: float) -> tuple[np.ndarray, np.ndarray]:
        wait = 1 + np.floor(-np.log(dice.uniform(f"post {name} wait", BLOCK)) * days)
        on = np.where(dice.chance(f"post {name}", share, BLOCK), day + wait, NEVER).astype(np.int64)
        return on, on * DAY + (dice.uniform(f"post {name} at", BLOCK) * DAY).astype(np.int64)

    edit_day, edited_at = later("edit", EDITED, EDITED_WITHIN)
    deleted_day, deleted_at = later("delete", DELETED, DELETED_WITHIN)
    return Posts(
        first=block * BLOCK,
        day=day,
        created_at=created_at,
        creator=creator,
        appeal=dice.uniform("post appeal", BLOCK) ** 3,
        edit_day=np.where(edit_day < deleted_day, edit_day, NEVER),
        edited_at=edited_at,
        edited_twice=dice.chance("post edit twice", EDITED_TWICE, BLOCK),
        deleted_day=deleted_day,
        deleted_at=deleted_at,
    )


def posting(world: World) -> np.ndarray:
    """The share of a day's posts by each full hour in UTC, from where the users live."""
    cities, countries = world.lookups.reference.cities, world.lookups.reference.countries
    country = world.lookups.city_country
    share = cities.weight / np.bincount(country, cities.weight)[country]
    share = share * countries.user_share[country]
    day_begins = world.calendar.start(world.lookups.city_zone, world.start) % DAY // HOUR
    since = (np.arange(24) - day_begins[:, None]) % 24
    return np.cumsum(np.insert(share @ POSTS[since], 0, 0)) / (share.sum() * POSTS.sum())


def _creators(
    world: World, users: np.ndarray, day: np.ndarray, at: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """How keen on writing each of the users is at that hour of theirs, and the day they leave."""
    day, at = (np.broadcast_to(each[:, None], users.shape) for each in (day, at))
    keenness = np.empty(users.shape)
    gone = np.empty(users.shape, dtype=np.int64)
    for block in range(int(users.max(initial=0)) // BLOCK + 1):
        here = users // BLOCK == block
        local = users[here] % BLOCK
        zone = world.lookups.city_zone[world.people(block).city(local, day[here])]
        hour = (at[here] - world.calendar.start(zone, day[here])) % DAY // HOUR
        keen = Dice(world.seed, shard=block).uniform("keenness", BLOCK)[local] ** 6
        keenness[here] = keen * POSTS[hour] ** 2  # squared, for few are there to choose from
        gone[here] = world.people(block).deleted_day[local]
    return keenness, gone


def post_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """The posts of a block that arrived or changed on the days, as they stand after the last."""
    day, at = _changes(world, block)
    touched = ((day >= first) & (day <= last)).any(axis=1)
    row = np.flatnonzero((day[:, PUBLISH] <= last) & touched)
    return pa.RecordBatch.from_pydict({
        **_posts(world, block, row, day[row] <= last, at[row]),
        "load_date": arrow.dates(day[row, PUBLISH]),
    })  # fmt: skip


def post_log_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """What happened to the posts of a block in the batches of the days; each as that left it."""
    day, at = _changes(world, block)
    row, change = np.nonzero((day >= first) & (day <= last))
    done = (day[row] <= last) & (np.arange(CHANGES) <= change[:, None])
    columns = _posts(world, block, row, done, at[row])
    on = at[row, change] // DAY
    number = (block * BLOCK + row) * CHANGES + change
    return pa.RecordBatch.from_pydict({
        "change_id": arrow.uuid(uuids(world.seed, "post_change", on, number)),
        "changed_at": columns["updated_at"],
        "kind": arrow.pooled(KIND[change], KINDS),
        **columns,
        "load_date": arrow.dates(day[row, change]),
    })  # fmt: skip


def _posts(
    world: World, block: int, row: np.ndarray, done: np.ndarray, at: np.ndarray
) -> dict[str, pa.Array]:
    """Posts, a row each, as they stand after those of their changes that are done."""
    these = world.post_block(block)
    edits = done[:, EDIT].astype(np.uint64) + done[:, EDIT_AGAIN]
    number = these.first + row
    return {
        "post_id": arrow.uuid(uuids(world.seed, "post", these.day[row], number)),
        "user_id": arrow.uuid(world.ids_of_users(these.creator[row])),
        "post_text": pa.array(_texts(world, block, row, edits), pa.string()),
        "created_at": arrow.instants(these.created_at[row]),
        "updated_at": arrow.instants(np.where(done, at, 0).max(axis=1)),
        "deleted_at": arrow.instants(these.deleted_at[row], ~done[:, DELETE]),
    }


def post_counts(world: World, block: int, day: int) -> dict[str, int]:
    """How many of a block's posts arrived, changed and were deleted on a day."""
    days = _changes(world, block)[0]
    there = days[:, PUBLISH] < day
    return {
        "rows_inserted": int((days[:, PUBLISH] == day).sum()),
        "rows_updated": int((there & (days[:, EDIT] == day)).sum()),
        "rows_deleted": int((there & (days[:, DELETE] == day)).sum()),
    }


def _changes(world: World, block: int) -> tuple[np.ndarray, np.ndarray]:
    """Load day and instant of each change of each post; a post that nobody wrote never comes."""
    these = world.post_block(block)
    again = np.where(these.edited_twice, these.edit_day, NEVER)
    day = np.stack([these.day, these.edit_day, again, these.deleted_day], axis=1)
    at = np.stack([these.created_at, these.edited_at, these.edited_at, these.deleted_at], axis=1)
    written = (these.creator >= 0)[:, None]
    return np.where(written, np.maximum(day, world.start), NEVER), at


def _texts(world: World, block: int, row: np.ndarray, edits: np.ndarray) -> list[str]:
    """What the posts say; an edit says it in other words."""
    reference = world.lookups.reference
    patterns, words = reference.post_patterns, vocabulary(reference.post_words)
    dice = Dice(world.seed, shard=block)
    chosen = dice.pick("post pattern", choices(patterns.weight), BLOCK)[row]
    turn = dice.words("post text", BLOCK)[row] >> np.uint64(16)
    turn = turn + edits * np.uint64(977)
    return [
        fill(patterns.pattern[pattern], words, number)
        for pattern, number in zip(chosen.tolist(), turn.tolist(), strict=True)
    ]


def post_events(schedule: Schedule, day: int, block: int) -> Events:
    """The views and likes of a block's viewers on a day.

    They are numbered in the order of what led to what, so of two at one instant the later one
    has the higher number.
    """
    world, parameters = schedule.world, schedule.of(day)
    people, dice = world.people(block), Dice(world.seed, day, block)
    here = (people.signup_day < day) & (people.deleted_day > day)
    here &= ~(people.move_day == day).any(axis=1) & (int(world.posts.count(day)) > 0)
    rate = VISITS * np.sqrt(people.weight)
    luck = dice.uniform("feed visits", BLOCK)
    visits = np.where(here, (luck > np.exp(-rate)) + (luck > np.exp(-rate) * (1 + rate)), 0)
    user = np.flatnonzero(visits)
    per_user = visits[user]

    visitor = owners(per_user)
    views = dice.pick("feed views", VIEWS, len(visitor)) + 1
    visit = owners(views)
    reads = dice.pick("feed reads", READS_FOR, len(visit)).astype(np.int64)
    zone = world.lookups.city_zone[people.place[user, people.moves(day)[user]]]
    start = starts(dice.uniform("feed start", len(visitor)), world.calendar.seconds(zone, day),
                   per_user, totals(reads, views))  # fmt: skip
    at = (world.calendar.start(zone, day)[visitor] + start)[visit] + running_totals(reads, views)
    viewer = user[visitor[visit]]

    post = _shown(world, dice, day, block, viewer, at)
    likes = dice.chance("like", LIKES, len(post))
    faulty = dice.chance("post fault", parameters.post_fault_rate, len(post))
    fault = np.where(faulty, dice.draws("which post fault", len(post)) % FAULTS, -1)
    of_deleted = (fault == VIEWED_DELETED) | (fault == LIKED_DELETED)
    post = np.where(of_deleted, _deleted(world, post, at), post)
    again = dice.chance("view again", parameters.repeat_view_rate, len(post)) & (places(views) > 0)
    post, fault = np.where(again, np.roll(post, 1), post), np.where(again, -1, fault)
    those = world.posts_by_number(post)
    age = at - those["created_at"]
    visible = (those["creator"] >= 0) & (age > 0) & (age < OLDEST)
    visible &= (those["deleted_at"] > at) | of_deleted & ~again
    pair = viewer * (1 << 32) + post
    visible &= _is_first(pair) | again

    liked = visible & ~again & (likes | np.isin(fault, [LIKED_TWICE, LIKED_UNSEEN, LIKED_DELETED]))
    viewed = np.flatnonzero(visible & (fault != LIKED_UNSEEN))
    liked, twice = np.flatnonzero(liked), np.flatnonzero(visible & (fault == LIKED_TWICE))
    liked_at = at + dice.draws("liked after", len(post)) % LIKED_AFTER
    again_at = liked_at + dice.draws("liked again after", len(post)) % LIKED_AGAIN_AFTER
    row = np.concatenate([viewed, liked, twice])
    kind = np.repeat([VIEW, LIKE, LIKE], [len(viewed), len(liked), len(twice)])
    moment = np.concatenate([at[viewed], liked_at[liked], again_at[twice]])
    faults = np.where(those["deleted_at"][row] <= moment, AFTER_DELETION, 0)
    faults[: len(viewed)] |= np.where(_is_first(pair[viewed]), 0, REPEATED_VIEW)
    faults[len(viewed) :] |= np.where(fault[row[len(viewed) :]] == LIKED_UNSEEN, WITHOUT_VIEW, 0)
    faults[len(viewed) + len(liked) :] |= REPEATED_LIKE
    return Events(
        {
            "user": viewer[row],
            "post": post[row],
            "kind": kind,
            "at": moment,
            "faults": faults,
            "number": np.arange(len(row)),
        },
        lists={},
    )


def _is_first(keys: np.ndarray) -> np.ndarray:
    """Whether no equal key comes before."""
    first = np.zeros(len(keys), dtype=bool)
    first[np.unique(keys, return_index=True)[1]] = True
    return first


def _shown(
    world: World, dice: Dice, day: int, block: int, viewer: np.ndarray, at: np.ndarray
) -> np.ndarray:
    """The post that each view is of: of the age that is drawn, the more appealing of two.

    Posts are numbered by time. A viewer meets only the posts of one residue a day, which goes
    round in a time longer than posts are shown: so nobody meets a post on two days.
    """
    luck = Dice(world.seed, shard=block).draws("feed residue", BLOCK)[viewer].astype(np.int64)
    residue = (luck + day) % ROTATION
    best = np.full(len(viewer), -1)
    appeal = np.full(len(viewer), -1.0)
    for turn in range(2):
        age = dice.pick(f"feed age {turn}", AGE, len(viewer)) * DAY
        target = at - age.astype(np.int64)
        on = target // DAY
        before, upto = world.posts.count(on - 1), world.posts.count(on)
        so_far = np.interp(target % DAY, CLOCK, world.posting)
        newest = before + ((upto - before) * so_far).astype(np.int64)
        newest = np.minimum(newest, world.posts.count(day))  # later ones come with a later batch
        post = newest - 1 - (newest - 1 - residue) % ROTATION
        post = np.maximum(post, residue)
        draws = world.posts_by_number(post)["appeal"]
        better = draws > appeal
        best, appeal = np.where(better, post, best), np.where(better, draws, appeal)
    return best


def _deleted(world: World, post: np.ndarray, at: np.ndarray) -> np.ndarray:
    """A post near by that has been deleted, if there is one."""
    found = post.copy()
    for step in range(1, 9):
        candidate = np.maximum(post - step * ROTATION, post % ROTATION)
        gone = world.posts_by_number(candidate)["deleted_at"] < at
        alive = world.posts_by_number(found)["deleted_at"] >= at
        found = np.where(gone & alive, candidate, found)
    return found
