"""Push tokens as the app reports them: registered, replaced, gone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.behaviour.equipment import device_ids
from customer_events.kit import arrow
from customer_events.kit.days import HOUR, NEVER
from customer_events.kit.dice import luck
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.tokens import DELETED, ENDS, PLATFORMS, WITHDRAWN
from customer_events.world.block_day import BlockDay
from messaging import schemas
from messaging.moments import signed_up_at

CHANGES = ("registered", *ENDS)
WITHDRAWN_WITHIN = 15 * HOUR  # of the viewing day that no push reaches any more


def token_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """What happened to the tokens of a block in the batch of a day."""
    world, tokens, people = outreach.world, outreach.tokens(at.block), at.people
    low = tokens.token[:, 1].astype(np.int64)
    user, first, end = tokens.user, tokens.first_day, np.minimum(tokens.last_day + 1, NEVER)
    there = np.flatnonzero(np.maximum(first, world.start) == at.day)
    gone = np.flatnonzero(np.maximum(end, world.start) == at.day)
    opens = at.opens(user[there], first[there])  # a token is replaced before its first push
    born = np.where(tokens.turn[there] == 0, signed_up_at(at)[user[there]], opens)
    died = at.opens(user[gone], end[gone])
    later = (luck(world.seed, "token withdrawn", low[gone]) * WITHDRAWN_WITHIN).astype(np.int64)
    died = died + np.where(tokens.end[gone] == WITHDRAWN, later, 0)
    died = np.where(tokens.end[gone] == DELETED, people.deleted_at[user[gone]], died)
    row = np.concatenate([there, gone])
    change = np.concatenate([np.zeros(len(there), dtype=int), 1 + tokens.end[gone]])
    instant = np.concatenate([born, died])
    order = np.lexsort((change, row, instant))
    row, change, instant = row[order], change[order], instant[order]
    sequence = (low[row] & 0xFFFFFFFFFF) * 2 + (change > 0)
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(world.seed, "token_change", tokens.first_day[row], sequence)),
        arrow.uuid(tokens.token[row]),
        arrow.uuid(at.user_ids[tokens.user[row]]),
        arrow.uuid(device_ids(at, tokens.device[row])),
        arrow.pooled(tokens.platform[row], PLATFORMS),
        arrow.pooled(change, CHANGES),
        arrow.instants(instant),
        arrow.dates(np.full(len(row), at.day)),
    ], schema=schemas.PUSH_TOKENS)  # fmt: skip
