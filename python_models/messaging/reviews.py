"""Reviews: what one in forty who finish something says about it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.dice import NORMAL, SIZE, curve, luck
from customer_events.kit.ids import halves, uuids
from customer_events.outreach.outreach import Outreach
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from messaging import schemas
from messaging.moments import number_in_block, plays
from messaging.review_texts import DRAWS, review_texts

OWN = BEHAVIOUR.reviews
STATUSES = ("approved", "rejected")
WRITTEN_AFTER, CHECKED_AFTER = curve(OWN.written_after), curve(OWN.checked_after)


def review_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The reviews that follow a block's plays of a viewing day."""
    seed, events = outreach.world.seed, plays(outreach, at)
    events = events[np.flatnonzero(events.completed & (events.content >= 0))]
    events = events[np.flatnonzero(luck(seed, "reviews", *halves(events.event_id)) < OWN.written)]
    keys = halves(events.event_id)
    catalog = at.catalog
    title = catalog.title[events.content]

    def draw(name: str) -> np.ndarray:
        return luck(seed, f"review {name}", *keys)

    def pick(name: str, table: np.ndarray) -> np.ndarray:
        return table[(draw(name) * SIZE).astype(np.int64)]

    rating = _ratings(catalog.traits.quality[title], pick("rating", NORMAL))
    is_silent = draw("is silent") < OWN.silent
    rejected = ~is_silent & (draw("rejected") < OWN.rejected)
    submitted = events.leaves_at + pick("written", WRITTEN_AFTER).astype(np.int64)
    checked = submitted + pick("checked", CHECKED_AFTER).astype(np.int64)
    drawn = np.column_stack([draw(f"text {each}") for each in range(DRAWS)])
    texts = review_texts([catalog.names[each] for each in title.tolist()], rating, drawn)
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(seed, "review", at.day, number_in_block(events.event_id), at.block)),
        arrow.uuid(events.event_id),
        arrow.uuid(events.user_id),
        arrow.uuid(at.content_ids(events.content)),
        arrow.numbers(rating + 1, pa.int32()),
        pa.array([headline for headline, _ in texts], pa.string(), mask=is_silent),
        pa.array([body for _, body in texts], pa.string(), mask=is_silent),
        arrow.pooled(rejected.astype(int), STATUSES),
        arrow.instants(submitted),
        arrow.instants(checked),
        arrow.dates(np.full(len(events), at.day)),
    ], schema=schemas.REVIEWS)  # fmt: skip


def _ratings(quality: np.ndarray, mood: np.ndarray) -> np.ndarray:
    """Stars from 0 on: those who stay longer with good titles also rate them higher."""
    liking = mood + OWN.quality * quality
    spread = np.hypot(1, OWN.quality * BEHAVIOUR.traits.quality)
    shares = np.cumsum(OWN.ratings)[:-1] / np.sum(OWN.ratings)
    bounds: np.ndarray = NORMAL[(shares * SIZE).astype(np.int64)] * spread
    return np.searchsorted(bounds, liking)
