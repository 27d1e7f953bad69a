"""The catalogue as it stands at the end of a day: films and episodes that arrived or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from customer_events import arrow
from customer_events.batches import content_columns
from customer_events.catalogue import ARRIVES_AT
from customer_events.days import DAY

if TYPE_CHECKING:
    from customer_events.world import World


def content_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """The contents that arrived or changed on the days, as they stand after the last."""
    catalogue, (arrived, retagged, left) = world.catalogue(last), _days(world, last)
    touched = [(day >= first) & (day <= last) for day in (arrived, retagged, left)]
    content = np.flatnonzero((arrived <= last) & np.logical_or.reduce(touched))
    title = catalogue.title[content]
    is_retagged, has_left = retagged[content] <= last, left[content] <= last
    created_at = catalogue.day[content] * DAY + ARRIVES_AT
    updated_at = np.maximum(created_at, np.where(is_retagged, catalogue.retagged_at[title], 0))
    updated_at = np.maximum(updated_at, np.where(has_left, catalogue.left_at[title], 0))
    columns = content_columns(world, catalogue, content, is_retagged)
    columns = {"content_id": columns.pop("id"), **columns}
    return pa.RecordBatch.from_pydict({
        **columns,
        "created_at": arrow.instants(created_at),
        "updated_at": arrow.instants(updated_at),
        "deleted_at": arrow.instants(catalogue.left_at[title], ~has_left),
        "load_date": arrow.dates(arrived[content]),
    })  # fmt: skip


def content_changes(world: World, block: int, day: int) -> dict[str, int]:
    """How many contents arrived, were tagged anew and left on a day."""
    arrived, retagged, left = _days(world, day)
    there = arrived < day
    return {
        "rows_inserted": int((arrived == day).sum()),
        "rows_updated": int((there & (retagged == day)).sum()),
        "rows_deleted": int((there & (left == day)).sum()),
    }


def _days(world: World, until: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The load days on which each content arrives, is tagged anew and leaves."""
    catalogue = world.catalogue(until)
    never, title = np.iinfo(np.int64).max, catalogue.title
    left = catalogue.left_day[title]
    arrived = np.where(catalogue.day < left, np.maximum(catalogue.day, world.start), never)
    return arrived, catalogue.retagged_at[title] // DAY, left
