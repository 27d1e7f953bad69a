"""Films and episodes: as they stand at the end of a day, and the log of their changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import DAY
from customer_events.kit.ids import uuids
from customer_events.rows.events import content_columns
from customer_events.world.catalog import ARRIVES_AT, Catalog

if TYPE_CHECKING:
    from customer_events.world.world import World

CHANGES = 4  # that may happen to a content, in this order
ARRIVE, MISTAG, RETAG, LEAVE = range(CHANGES)
KINDS, KIND = ("arrive", "retag", "leave"), np.array([0, 1, 1, 2])
NO_DAY = np.iinfo(np.int64).max


def content_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """The contents that arrived or changed on the days, as the last of them leaves them."""
    catalog = world.catalog(last)
    day, at = _changes(world, catalog)
    touched = ((day >= first) & (day <= last)).any(axis=1)
    content = np.flatnonzero((day[:, ARRIVE] <= last) & touched)
    done = day[content] <= last
    return pa.RecordBatch.from_pydict({
        **_contents(world, catalog, content, done, at[content]),
        "load_date": arrow.dates(day[content, ARRIVE]),
    })  # fmt: skip


def content_log_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """The changes of the catalog in the batches of the days, with the content after each."""
    catalog = world.catalog(last)
    day, at = _changes(world, catalog)
    content, change = np.nonzero((day >= first) & (day <= last))
    done = (day[content] <= last) & (np.arange(CHANGES) <= change[:, None])
    columns = _contents(world, catalog, content, done, at[content])
    on = at[content, change] // DAY
    number = content * CHANGES + change
    return pa.RecordBatch.from_pydict({
        "change_id": arrow.uuid(uuids(world.seed, "content_change", on, number)),
        "changed_at": columns["updated_at"],
        "kind": arrow.pooled(KIND[change], KINDS),
        **columns,
        "load_date": arrow.dates(day[content, change]),
    })  # fmt: skip


def _contents(
    world: World, catalog: Catalog, content: np.ndarray, done: np.ndarray, at: np.ndarray
) -> dict[str, pa.Array]:
    """Contents, a row each, as they stand after those of their changes that are done."""
    title = catalog.title[content]
    created_at = at[:, ARRIVE]
    is_retagged = done[:, RETAG] | (catalog.retagged_at[title] <= created_at)
    genre = np.where(is_retagged, catalog.new_genre[title], catalog.genre[title])
    genre = np.where(done[:, MISTAG] & ~is_retagged, catalog.wrong_genre[title], genre)
    columns = content_columns(world, catalog, content, genre)
    return {
        "content_id": columns.pop("id"),
        **columns,
        "created_at": arrow.instants(created_at),
        "updated_at": arrow.instants(np.where(done, at, 0).max(axis=1)),
        "deleted_at": arrow.instants(at[:, LEAVE], ~done[:, LEAVE]),
    }


def _changes(world: World, catalog: Catalog) -> tuple[np.ndarray, np.ndarray]:
    """The load day of each change of each content, or NO_DAY, and its instant.

    An episode that comes after its series was retagged is never retagged itself, and what has
    left before it arrives never comes.
    """
    title = catalog.title
    created_at, left_at = catalog.day * DAY + ARRIVES_AT, catalog.left_at[title]
    retagged_at = catalog.retagged_at[title]
    at = np.stack([created_at, retagged_at, retagged_at, left_at], axis=1)
    real = np.repeat((catalog.day < catalog.left_day[title])[:, None], CHANGES, axis=1)
    real[:, [MISTAG, RETAG]] &= (created_at < retagged_at)[:, None]
    real[:, MISTAG] &= catalog.retagged_twice[title]
    return np.where(real, np.maximum(at // DAY, world.start), NO_DAY), at
