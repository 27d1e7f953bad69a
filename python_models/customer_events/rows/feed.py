"""Views and likes of posts as rows of the raw table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from customer_events.behaviour.events import Events
from customer_events.behaviour.feed import EVENT_TYPES
from customer_events.kit import arrow
from customer_events.kit.ids import uuids

if TYPE_CHECKING:
    from customer_events.world.world import World


def post_event_rows(world: World, arrived: Events) -> pa.RecordBatch:
    """The arrivals as rows of the raw table."""
    post = arrived["post"]
    kind = arrived["kind"] + len(EVENT_TYPES) * arrived["untidy"]
    return pa.RecordBatch.from_pydict({
        "event_id": arrow.uuid(arrived["event_id"]),
        "user_id": arrow.uuid(arrived["user_id"]),
        "post_id": arrow.uuid(uuids(world.seed, "post", world.posts.day(post), post)),
        "event_type": arrow.pooled(kind, arrow.spellings(EVENT_TYPES)),
        "created_at": arrow.instants(arrived["at"]),
        "arrival_number": arrow.numbers(arrived["arrival_number"], pa.int64()),
        "ingested_at": arrow.instants(arrived["ingested_at"]),
        "load_date": arrow.dates(arrived["load_day"]),
    })  # fmt: skip
