"""Views and likes of posts as rows of the raw table."""

from __future__ import annotations

import pyarrow as pa

from customer_events.behaviour.feed import EVENT_TYPES, Reactions
from customer_events.delivery.way import Arrived
from customer_events.kit import arrow
from customer_events.kit.ids import uuids
from customer_events.world.world import World


def post_event_rows(world: World, arrived: Arrived[Reactions]) -> pa.RecordBatch:
    """The arrivals as rows of the raw table."""
    reactions = arrived.happened
    post = reactions.post
    kind = reactions.kind + len(EVENT_TYPES) * arrived.untidy
    return pa.RecordBatch.from_pydict({
        "event_id": arrow.uuid(reactions.event_id),
        "user_id": arrow.uuid(reactions.user_id),
        "post_id": arrow.uuid(uuids(world.seed, "post", world.posts.day(post), post)),
        "event_type": arrow.pooled(kind, arrow.spellings(EVENT_TYPES)),
        "created_at": arrow.instants(reactions.at),
        "arrival_number": arrow.numbers(arrived.arrival_number, pa.int64()),
        "ingested_at": arrow.instants(arrived.ingested_at),
        "load_date": arrow.dates(arrived.load_day),
    })  # fmt: skip
