"""Deliveries: a row for each message to each person, those held out among them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.sends import GROUPS, VARIANTS, Sends, is_marketing
from customer_events.values.value_sets import CHANNELS, CioCampaigns
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from messaging import schemas

WORKSPACE = 1
MOST_ACTIONS = 1 << 10  # rows of the campaigns, for the ids
TRIGGERS_A_DAY = 1 << 10  # for the numbers of broadcasts' triggers


def delivery_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The deliveries of a block's day."""
    world, sends = outreach.world, outreach.sends(at)
    campaigns = world.lookups.reference.cio_campaigns
    action, count = sends.action, len(sends)
    marketing = is_marketing(campaigns)[action]
    channel = np.array([CHANNELS.index(each) for each in campaigns.channel])[action]
    token = outreach.tokens(at.block).token[sends.token]
    content = campaigns.action_id[action] * 10 + sends.variant
    return pa.RecordBatch.from_arrays([
        constant(WORKSPACE, count),
        arrow.uuid(delivery_ids(at, sends)),
        arrow.uuid(at.user_ids[sends.user]),
        arrow.uuid(journey_ids(at, sends), ~marketing),
        arrow.uuid(at.change_ids(np.maximum(sends.log_row, 0)), sends.log_row < 0),
        arrow.pooled(channel, CHANNELS),
        arrow.numbers(campaigns.campaign_id[action], pa.int32(), ~marketing),
        arrow.numbers(campaigns.action_id[action], pa.int32(), ~marketing),
        nothing(pa.int32(), count),
        arrow.numbers(content, pa.int32()),
        arrow.numbers(trigger_ids(at, action), pa.int32(), ~is_broadcast(campaigns)[action]),
        arrow.instants(sends.at),
        arrow.numbers(campaigns.action_id[action], pa.int32(), marketing),
        sequence(at, count),
        arrow.pooled(sends.variant, VARIANTS, ~marketing),
        arrow.pooled(sends.group, GROUPS, ~marketing),
        arrow.uuid(token, sends.token < 0),
        arrow.dates(np.full(count, at.day)),
    ], schema=schemas.DELIVERIES)  # fmt: skip


def delivery_ids(at: BlockDay, sends: Sends) -> np.ndarray:
    """The ids of a block's deliveries of a day."""
    return uuids(at.world.seed, "delivery", at.day, send_numbers(at, sends))


def send_numbers(at: BlockDay, sends: Sends) -> np.ndarray:
    """A number for each send, that no other one of the day has."""
    user = at.block * BLOCK + sends.user.astype(np.int64)
    return user * MOST_ACTIONS + sends.action


def journey_ids(at: BlockDay, sends: Sends) -> np.ndarray:
    """The journeys that the messages belong to: a user's through a campaign, by its first day."""
    campaigns = at.world.lookups.reference.cio_campaigns
    place = np.unique(campaigns.campaign_id, return_inverse=True)[1]
    user = at.block * BLOCK + sends.user.astype(np.int64)
    number = user * MOST_ACTIONS + place[sends.action]
    return uuids(at.world.seed, "journey", sends.entered_day, number)


def is_broadcast(campaigns: CioCampaigns) -> np.ndarray:
    """Which messages go to everybody at once."""
    return np.array(campaigns.kind) == "broadcast"


def trigger_ids(at: BlockDay, action: np.ndarray) -> np.ndarray:
    """The runs of broadcasts: one a message and day."""
    return (at.day - at.world.start + 1) * TRIGGERS_A_DAY + action


def constant(value: int, count: int) -> pa.Array:
    """A column of one number."""
    return arrow.numbers(np.full(count, value), pa.int32())


def nothing(type_: pa.DataType, count: int) -> pa.Array:
    """A column without a value."""
    return pa.nulls(count, type_)


def sequence(at: BlockDay, count: int) -> pa.Array:
    """Numbers that rise with the day, the block and the place in it."""
    first = ((at.day - at.world.start) << 40) + (at.block << 26)
    return arrow.numbers(first + np.arange(count), pa.int64())
