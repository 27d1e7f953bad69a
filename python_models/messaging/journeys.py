"""Journeys: one person's way through a campaign (a subject), and its steps (outputs)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.sends import TREATED, Sends, is_marketing
from customer_events.values.value_sets import MESSAGE_KINDS
from customer_events.world.block_day import BlockDay
from messaging import schemas
from messaging.deliveries import (
    WORKSPACE,
    constant,
    delivery_ids,
    is_broadcast,
    journey_ids,
    nothing,
    send_numbers,
    sequence,
    trigger_ids,
)

STEPS = ("delay", "split_test", "message", "exit")
DELAY, SPLIT, MESSAGE, EXIT = range(len(STEPS))
SAYS = ("waits for the next step", "drawn for the message or held out", "sent",
        "sent to the message trap", "the campaign is over")  # fmt: skip
WAITS, DRAWN, SENT, TRAPPED, OVER = range(len(SAYS))


def subject_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The journeys of a block of which the first message goes out on a day."""
    sends = _marketing(outreach, at)
    campaigns = at.world.lookups.reference.cio_campaigns
    sends = sends[np.flatnonzero(_is_first(outreach, at, sends))]
    ids = journey_ids(at, sends)
    action, count = sends.action, len(sends)
    kind = np.array([MESSAGE_KINDS.index(each) for each in campaigns.kind])[action]
    return pa.RecordBatch.from_arrays([
        constant(WORKSPACE, count),
        arrow.uuid(ids),
        arrow.uuid(at.user_ids[sends.user]),
        arrow.numbers(campaigns.campaign_id[action], pa.int32()),
        arrow.pooled(kind, MESSAGE_KINDS),
        arrow.uuid(at.change_ids(np.maximum(sends.log_row, 0)), sends.log_row < 0),
        arrow.numbers(trigger_ids(at, action), pa.int32(), ~is_broadcast(campaigns)[action]),
        arrow.instants(sends.entered_at),
        arrow.instants(sends.entered_at),
        sequence(at, count),
        arrow.dates(np.full(count, at.day)),
    ], schema=schemas.SUBJECTS)  # fmt: skip


def output_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The steps that lead to the messages of a block's day, the messages, and the ends."""
    sends = _marketing(outreach, at)
    campaigns = at.world.lookups.reference.cio_campaigns
    count = len(sends)
    waits = (sends.at > sends.entered_at) & (sends.log_row >= 0)
    is_last = _is_last(outreach, sends)
    here = np.arange(count)
    row = np.concatenate([here[waits], here, here, here[is_last]])
    step = np.repeat([DELAY, SPLIT, MESSAGE, EXIT], [waits.sum(), count, count, is_last.sum()])
    order = np.lexsort((step, row))
    row, step = row[order], step[order]
    sent, group = sends[row], sends.group[row]
    held = group != TREATED
    explains = np.select(
        [step == DELAY, step == SPLIT, step == EXIT, held], [WAITS, DRAWN, OVER, TRAPPED], SENT
    )
    number, is_message = send_numbers(at, sent), step == MESSAGE
    ids = np.empty((len(row), 2), dtype=">u8")
    for each in range(len(STEPS)):
        those = np.flatnonzero(step == each)
        ids[those] = uuids(at.world.seed, "output", at.day, number[those], shard=each)
    return pa.RecordBatch.from_arrays([
        constant(WORKSPACE, len(row)),
        arrow.uuid(ids),
        arrow.uuid(journey_ids(at, sent)),
        arrow.pooled(step, STEPS),
        arrow.numbers(campaigns.action_id[sent.action], pa.int32()),
        arrow.pooled(explains, SAYS),
        arrow.uuid(delivery_ids(at, sent), ~is_message),
        arrow.booleans(np.zeros(len(row), dtype=bool)),
        arrow.booleans(is_message & (sent.token < 0)),
        nothing(pa.int32(), len(row)),
        nothing(pa.bool_(), len(row)),
        arrow.numbers(held.astype(int), pa.int32(), step != SPLIT),
        arrow.numbers(sent.variant, pa.int32(), ~is_message),
        arrow.instants(sent.at, step != DELAY),
        arrow.instants(np.where(step == DELAY, sent.entered_at, sent.at)),
        sequence(at, len(row)),
        arrow.dates(np.full(len(row), at.day)),
    ], schema=schemas.OUTPUTS)  # fmt: skip


def _marketing(outreach: Outreach, at: BlockDay) -> Sends:
    """The day's sends that are steps of a journey; a transactional message is none."""
    sends = outreach.sends(at)
    campaigns = outreach.world.lookups.reference.cio_campaigns
    return sends[np.flatnonzero(is_marketing(campaigns)[sends.action])]


def _is_first(outreach: Outreach, at: BlockDay, sends: Sends) -> np.ndarray:
    """Whether no earlier message of the journey was sent, so that the journey begins with this."""
    campaigns = outreach.world.lookups.reference.cio_campaigns
    first = np.ones(len(sends), dtype=bool)
    for action in np.unique(sends.action).tolist():
        here = np.flatnonzero(sends.action == action)
        ahead = campaigns.days_after[action] - campaigns.days_after
        earlier = (campaigns.campaign_id == campaigns.campaign_id[action]) & (ahead > 0)
        for each in np.flatnonzero(earlier).tolist():
            before = outreach.sends(BlockDay(at.world, at.day - int(ahead[each]), at.block))
            first[here] &= ~np.isin(sends.user[here], before.user[before.action == each])
    return first


def _is_last(outreach: Outreach, sends: Sends) -> np.ndarray:
    """Whether the message is the last of its campaign."""
    campaigns = outreach.world.lookups.reference.cio_campaigns
    _, place = np.unique(campaigns.campaign_id, return_inverse=True)
    last = np.zeros(place.max() + 1, dtype=np.int64)
    np.maximum.at(last, place, campaigns.days_after)
    return (campaigns.days_after == last[place])[sends.action]
