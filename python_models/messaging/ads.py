"""Ads: what interrupts the plays of the cheapest plan, each impression.

A break comes after every forty minutes that are watched. The play's own clock does not stop
for it.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.arrays import owners, places
from customer_events.kit.dice import luck
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from messaging import schemas
from messaging.moments import halves, number_in_block, plays

EVERY = 2_400  # seconds watched between two breaks
OPENS_WITH_ONE = 0.8  # of plays
ADS_A_BREAK = 2
MOST_ADS = 1 << 6  # of a play, for the ids
LONGEST_BREAK = 60  # seconds

LENGTHS = np.array([15, 30])
TYPES = ("pre-roll", "mid-roll")
PRE, MID = range(len(TYPES))
OUTCOMES = ("completed", "skipped", "clicked")
COMPLETED, SKIPPED, CLICKED = range(len(OUTCOMES))
SKIPS, CLICKS, SKIPPED_FROM = 0.14, 0.004, 5  # of those of 30 seconds; of all; seconds
ADVERTISERS = ("Northwind Coffee", "Alder Outdoor", "Blue Finch Bank", "Paperlane", "Juniper Air",
               "Kestrel Bikes", "Solstice Games", "Maple & Rye")  # fmt: skip
CAMPAIGNS = ("awareness", "launch", "season")
CREATIVES = 3  # of each campaign


def ad_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The ads in a block's plays of a viewing day."""
    seed, world = outreach.world.seed, outreach.world
    cheapest = int(np.argmin(world.lookups.reference.plans.plan_rank))
    events = plays(outreach, at)
    events = events[np.flatnonzero((events.plan == cheapest) & (events.content >= 0))]
    high, low = halves(events.event_id)
    has_first = luck(seed, "ad first", high, low) < OPENS_WITH_ONE
    breaks = np.maximum(events.play_seconds - 1, 0) // EVERY
    most = (MOST_ADS - 1) // ADS_A_BREAK
    counts = has_first + ADS_A_BREAK * np.minimum(breaks, most - 1)
    play, place = owners(counts), places(counts)
    is_first = has_first[play] & (place == 0)
    later = place - has_first[play]
    number = np.where(is_first, 0, 1 + later // ADS_A_BREAK)  # of the break; 0 comes first
    in_break = np.where(is_first, 0, later % ADS_A_BREAK)
    keys = (high[play], low[play], place)

    length = LENGTHS[(luck(seed, "ad length", *keys) < 0.5).astype(int)]
    drawn = luck(seed, "ad outcome", *keys)
    skips = (length == LENGTHS[1]) & (drawn < SKIPS)
    outcome = np.where(skips, SKIPPED, np.where(drawn > 1 - CLICKS, CLICKED, COMPLETED))
    watched = np.where(
        skips, SKIPPED_FROM + (luck(seed, "ad skipped", *keys) * 20).astype(np.int64), length
    )
    brand = (luck(seed, "ad brand", *keys) * len(ADVERTISERS)).astype(np.int64)
    theme = (luck(seed, "ad theme", *keys) * len(CAMPAIGNS)).astype(np.int64)
    creative = (luck(seed, "ad creative", *keys) * CREATIVES).astype(np.int64)

    position = number * EVERY
    elapsed = np.maximum(events.leaves_at - events.at - LONGEST_BREAK, 0)[play]
    share = position / np.maximum(events.play_seconds[play], 1)
    begins = events.at[play] + (share * elapsed).astype(np.int64)
    begins += in_break * LENGTHS[1]
    sequence = number_in_block(events.event_id)[play] * MOST_ADS + place
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(seed, "ad", at.day, sequence, at.block)),
        arrow.uuid(events.event_id[play]),
        arrow.uuid(events.session_id[play]),
        arrow.uuid(events.user_id[play]),
        arrow.uuid(at.content_ids(events.content[play])),
        arrow.pooled(brand, ADVERTISERS),
        arrow.pooled(theme, CAMPAIGNS),
        arrow.numbers(creative + 1, pa.int32()),
        arrow.pooled(np.where(is_first, PRE, MID), TYPES),
        arrow.numbers(number, pa.int32()),
        arrow.numbers(in_break + 1, pa.int32()),
        arrow.numbers(position, pa.int32()),
        arrow.numbers(length, pa.int32()),
        arrow.numbers(watched, pa.int32()),
        arrow.pooled(outcome, OUTCOMES),
        arrow.instants(begins),
        arrow.dates(np.full(len(play), at.day)),
    ], schema=schemas.ADS)  # fmt: skip
