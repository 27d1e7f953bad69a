"""Posts: as they stand at the end of a day, and the log of their changes."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import DAY, NEVER
from customer_events.kit.dice import Dice, choices, luck
from customer_events.kit.ids import uuids
from customer_events.values.reference import TITLE
from customer_events.values.titles import PART, fill, vocabulary
from customer_events.world.people import BLOCK

if TYPE_CHECKING:
    from customer_events.world.world import World

CANDIDATES = 3  # titles of which a post names one
CHANGES = 4  # that may happen to a post, in this order
PUBLISH, EDIT, EDIT_AGAIN, DELETE = range(CHANGES)
KINDS, KIND = ("publish", "edit", "delete"), np.array([0, 1, 1, 2])


def post_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """The posts of a block that arrived or changed on the days, as the last of them leaves them."""
    day, at = _changes(world, block)
    touched = ((day >= first) & (day <= last)).any(axis=1)
    row = np.flatnonzero((day[:, PUBLISH] <= last) & touched)
    return pa.RecordBatch.from_pydict({
        **_posts(world, block, row, day[row] <= last, at[row]),
        "load_date": arrow.dates(day[row, PUBLISH]),
    })  # fmt: skip


def post_log_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """The changes of a block of posts in the batches of the days, with the post after each."""
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


def _changes(world: World, block: int) -> tuple[np.ndarray, np.ndarray]:
    """The load day and instant of each change of each post; what nobody wrote never comes."""
    these = world.post_block(block)
    again = np.where(these.edited_twice, these.edit_day, NEVER)
    day = np.stack([these.day, these.edit_day, again, these.deleted_day], axis=1)
    at = np.stack([these.created_at, these.edited_at, these.edited_at, these.deleted_at], axis=1)
    written = (these.creator >= 0)[:, None]
    return np.where(written, np.maximum(day, world.start), NEVER), at


def _texts(world: World, block: int, row: np.ndarray, edits: np.ndarray) -> list[str]:
    """What the posts say, mostly of a title; an edit changes the end of it."""
    reference = world.lookups.reference
    patterns, words = reference.post_patterns, vocabulary(reference.post_words)
    dice = Dice(world.seed, shard=block)
    chosen = dice.pick("post pattern", choices(patterns.weight), BLOCK)[row]
    turn = dice.words("post text", BLOCK)[row] >> np.uint64(16)
    turn = turn + edits * np.array([_ways_of_the_beginning(each, words) for each in patterns.pattern],
                                   dtype=np.uint64)[chosen]  # fmt: skip
    named = _titles_named(world, block, row)
    return [
        fill(patterns.pattern[pattern], words | {TITLE: [name]}, number)
        for pattern, number, name in zip(chosen.tolist(), turn.tolist(), named, strict=True)
    ]


def _ways_of_the_beginning(pattern: str, words: dict[str, list[str]]) -> int:
    """In how many ways a pattern can be filled up to the last part that has words."""
    *beginning, _ = (part for part in PART.findall(pattern) if part in words)
    return prod(len(words[part]) for part in beginning)


def _titles_named(world: World, block: int, row: np.ndarray) -> list[str]:
    """A title for each post that was there the day before: of a few the one that draws most."""
    if not len(row):
        return []
    posts = world.post_block(block)
    catalog = world.catalog(max(int(posts.day[row].max()), world.start))
    drawn = luck(world.seed, "title of post", (posts.first + row)[:, None], np.arange(CANDIDATES))
    title = (drawn * world.titles.count(posts.day[row] - 1)[:, None]).astype(np.int64)
    best = catalog.appeal[title].argmax(axis=1)
    return [catalog.names[each] for each in title[np.arange(len(row)), best].tolist()]
