"""The log of subscriptions as rows of the raw table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.values.value_sets import Services
from customer_events.world.block_day import BlockDay
from customer_events.world.subscriptions import KINDS

if TYPE_CHECKING:
    from customer_events.world.world import World


def log_rows(world: World, block: int, day: int) -> pa.RecordBatch:
    """The changes of a block of subscriptions on a day; on the first one, all from before it."""
    log, reference = world.log(block), world.lookups.reference
    rows = np.flatnonzero(np.maximum(log.day, world.start) == day)
    return pa.RecordBatch.from_pydict({
        "change_id": arrow.uuid(BlockDay(world, day, block).change_ids(rows)),
        "user_id": arrow.uuid(world.user_ids(block)[log.user[rows]]),
        "changed_at": arrow.instants(log.at[rows]),
        "kind": arrow.pooled(log.kind[rows], KINDS),
        "plan": arrow.pooled(log.plan[rows], reference.plans.plan),
        "billing_cycle": arrow.pooled(log.cycle[rows], reference.billing_cycles.billing_cycle),
        "connected_services": arrow.pooled(log.services[rows], service_sets(reference.services)),
        "start_date": arrow.dates(log.start_day[rows]),
        "load_date": arrow.dates(np.full(len(rows), day)),
    })  # fmt: skip


@cache
def service_sets(services: Services) -> pa.Array:
    """Every set of connected services, at the index that has a bit for each of them."""
    names = services.service
    codes = range(1 << len(names))
    sets = [[name for bit, name in enumerate(names) if code >> bit & 1] for code in codes]
    return pa.array(sets, pa.list_(pa.string()))
