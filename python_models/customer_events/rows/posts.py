"""Posts: as they stand at the end of a day, and the log of their changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import DAY, NEVER
from customer_events.kit.ids import uuids
from customer_events.rows.post_texts import post_texts
from customer_events.world.people import BLOCK

if TYPE_CHECKING:
    from customer_events.world.world import World

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
    edits = done[:, EDIT].astype(np.int64) + done[:, EDIT_AGAIN]
    number = these.first + row
    return {
        "post_id": arrow.uuid(uuids(world.seed, "post", these.day[row], number)),
        "user_id": arrow.uuid(world.ids_of_users(these.creator[row])),
        "post_text": pa.array(post_texts(world, block, row, edits), pa.string()),
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
