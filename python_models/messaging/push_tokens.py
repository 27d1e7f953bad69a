"""Push tokens as the app reports them: registered, replaced, gone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import NEVER
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.tokens import DELETED, ENDS, PLATFORMS
from customer_events.world.block_day import BlockDay
from customer_events.world.people import SLOTS
from messaging import schemas
from messaging.moments import batch_of, signed_up_at, within_batch

CHANGES = ("registered", *ENDS)


def token_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """What happened to the tokens of a block in the batch of a day."""
    world, tokens, people = outreach.world, outreach.tokens(at.block), at.people
    low = tokens.token[:, 1].astype(np.int64)
    born = within_batch(world.seed, "token registered", tokens.first_day, low)
    born = np.maximum(born, signed_up_at(at)[tokens.user])
    end_day = np.where(tokens.last_day < NEVER, tokens.last_day + 1, NEVER)
    died = np.where(
        tokens.end == DELETED,
        people.deleted_at[tokens.user],
        within_batch(world.seed, "token gone", np.minimum(end_day, NEVER), low),
    )
    died = np.maximum(died, born + 1)
    there = np.flatnonzero((tokens.first_day <= at.day) & (batch_of(born, world.start) == at.day))
    gone = np.flatnonzero((end_day <= at.day) & (batch_of(died, world.start) == at.day))
    row = np.concatenate([there, gone])
    change = np.concatenate([np.zeros(len(there), dtype=int), 1 + tokens.end[gone]])
    instant = np.concatenate([born[there], died[gone]])
    order = np.lexsort((change, row, instant))
    row, change, instant = row[order], change[order], instant[order]
    device = tokens.device[row]
    signed_up = people.signup_day[device // SLOTS]
    sequence = (low[row] & 0xFFFFFFFFFF) * 2 + (change > 0)
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(world.seed, "token_change", tokens.first_day[row], sequence)),
        arrow.uuid(tokens.token[row]),
        arrow.uuid(at.user_ids[tokens.user[row]]),
        arrow.uuid(uuids(world.seed, "device", signed_up, people.first * SLOTS + device)),
        arrow.pooled(tokens.platform[row], PLATFORMS),
        arrow.pooled(change, CHANGES),
        arrow.instants(instant),
        arrow.dates(np.full(len(row), at.day)),
    ], schema=schemas.PUSH_TOKENS)  # fmt: skip
