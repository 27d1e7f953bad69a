"""Reviews: what one in forty who finish something says about it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import HOUR
from customer_events.kit.dice import by_share, luck
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from messaging import schemas
from messaging.moments import halves, number_in_block, plays

REVIEWS = 1 / 40  # of the plays that are finished
RATINGS = np.array([0.06, 0.07, 0.15, 0.32, 0.40])  # from one star to five
TITLES = ("Not for me", "Disappointing", "It passes the time", "Well made", "Loved it")
BODIES = (
    "I stayed to the end and wish I had not.",
    "The idea is better than the film.",
    "Slow in the middle, but it comes together.",
    "Good company for an evening.",
    "I will watch it again with friends.",
)
STATUSES = ("approved", "rejected")
REJECTED = 0.04
WRITTEN_WITHIN, CHECKED_WITHIN = 2 * HOUR, HOUR // 2


def review_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The reviews that follow a block's plays of a viewing day."""
    seed, events = outreach.world.seed, plays(outreach, at)
    events = events[np.flatnonzero(events.completed & (events.content >= 0))]
    events = events[np.flatnonzero(luck(seed, "reviews", *halves(events.event_id)) < REVIEWS)]
    keys = halves(events.event_id)

    def draw(name: str) -> np.ndarray:
        return luck(seed, f"review {name}", *keys)

    rating = by_share(draw("rating"), RATINGS)
    is_silent = draw("is silent") < 0.35
    rejected = ~is_silent & (draw("rejected") < REJECTED)
    submitted = events.leaves_at + 60 + (draw("written") * WRITTEN_WITHIN).astype(np.int64)
    checked = submitted + 5 + (draw("checked") * CHECKED_WITHIN).astype(np.int64)
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(seed, "review", at.day, number_in_block(events.event_id), at.block)),
        arrow.uuid(events.event_id),
        arrow.uuid(events.user_id),
        arrow.uuid(at.content_ids(events.content)),
        arrow.numbers(rating + 1, pa.int32()),
        arrow.pooled(rating, TITLES, is_silent),
        arrow.pooled(rating, BODIES, is_silent),
        arrow.pooled(rejected.astype(int), STATUSES),
        arrow.instants(submitted),
        arrow.instants(checked),
        arrow.dates(np.full(len(events), at.day)),
    ], schema=schemas.REVIEWS)  # fmt: skip
