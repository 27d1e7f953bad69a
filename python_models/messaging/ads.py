"""Ads: what interrupts the plays of the cheapest plan, each impression.

A break comes about every forty minutes, at a change of scene, which every play of a content shares.
The play's own clock does not stop for it. Who pays for an ad goes by the budgets of a week.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.arrays import owners, places
from customer_events.kit.dice import NORMAL, SIZE, by_share, luck, wait
from customer_events.kit.ids import halves, uuids
from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from messaging import schemas
from messaging.moments import number_in_block, plays

EVERY, SCENE = 2_400, 420  # seconds between two breaks; that a change of scene is away, at most
OPENS_WITH_ONE = 0.8  # of plays
ADS_A_BREAK = 2
MOST_ADS = 1 << 6  # of a play, for the ids
LONGEST_BREAK = 60  # seconds

LENGTHS = np.array([15, 30])
TYPES = ("pre-roll", "mid-roll")
PRE, MID = range(len(TYPES))
OUTCOMES = ("completed", "skipped", "clicked")
COMPLETED, SKIPPED, CLICKED = range(len(OUTCOMES))
SKIPS = np.array([0.03, 0.12])  # of ads, by their length
IMPATIENT = 0.9  # sigma of a lognormal: how much skipping differs between viewers
CLICKS, SKIPPED_FROM, SKIPPED_AFTER = 0.004, 5, 5.0  # of ads; seconds, at least; then on average
ADVERTISERS = ("Northwind Coffee", "Alder Outdoor", "Blue Finch Bank", "Paperlane", "Juniper Air",
               "Kestrel Bikes", "Solstice Games", "Maple & Rye")  # fmt: skip
BUDGETS = 1.0 / np.arange(1, len(ADVERTISERS) + 1) ** 0.9
CAMPAIGNS = ("awareness", "launch", "season")
PAUSES, UNEVEN = 0.35, 0.7  # of a campaign's weeks; sigma of its budget in the others
CREATIVES = np.array([0.58, 0.28, 0.14])  # of a campaign's ads


def ad_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The ads in a block's plays of a viewing day."""
    seed, world = outreach.world.seed, outreach.world
    cheapest = int(np.argmin(world.lookups.reference.plans.plan_rank))
    events = plays(outreach, at)
    events = events[np.flatnonzero((events.plan == cheapest) & (events.content >= 0))]
    high, low = halves(events.event_id)
    has_first = luck(seed, "ad first", high, low) < OPENS_WITH_ONE
    breaks = np.minimum((events.play_seconds + SCENE) // EVERY, (MOST_ADS - 1) // ADS_A_BREAK - 1)
    counts = has_first + ADS_A_BREAK * breaks
    play, place = owners(counts), places(counts)
    is_first = has_first[play] & (place == 0)
    later = place - has_first[play]
    number = np.where(is_first, 0, 1 + later // ADS_A_BREAK)  # of the break; 0 comes first
    in_break = np.where(is_first, 0, later % ADS_A_BREAK)
    position = _scene(seed, events.content[play], number)
    shown = np.flatnonzero(is_first | (position < events.play_seconds[play]))
    play, place, is_first, number, in_break, position = (
        each[shown] for each in (play, place, is_first, number, in_break, position)
    )
    keys = (high[play], low[play], place)

    kind = (luck(seed, "ad length", *keys) < 0.5).astype(int)
    length, drawn = LENGTHS[kind], luck(seed, "ad outcome", *keys)
    skips = drawn < np.minimum(SKIPS[kind] * _impatience(seed, events.user_id[play]), 0.9)
    outcome = np.where(skips, SKIPPED, np.where(drawn > 1 - CLICKS, CLICKED, COMPLETED))
    stays = SKIPPED_FROM + wait(luck(seed, "ad skipped", *keys), SKIPPED_AFTER).astype(np.int64)
    watched = np.where(skips, np.minimum(stays, length - 1), length)
    bought = by_share(luck(seed, "ad brand", *keys), _budgets(seed, at.day // 7))
    brand, theme = bought // len(CAMPAIGNS), bought % len(CAMPAIGNS)
    creative = by_share(luck(seed, "ad creative", *keys), CREATIVES)

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


def _scene(seed: int, content: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Where in a content each of its breaks is, in seconds; the one before it is at 0."""
    away = (2 * luck(seed, "ad scene", content, number) - 1) * SCENE
    return np.where(number > 0, number * EVERY + away.astype(np.int64), 0)


def _impatience(seed: int, user_id: np.ndarray) -> np.ndarray:
    """How much more than others each viewer skips, 1 on average."""
    normal = NORMAL[(luck(seed, "ad impatience", *halves(user_id)) * SIZE).astype(np.int64)]
    factor: np.ndarray = np.exp(IMPATIENT * normal - IMPATIENT**2 / 2)
    return factor


def _budgets(seed: int, week: int) -> np.ndarray:
    """The share of each advertiser's campaigns in the ads of a week."""
    campaign = np.arange(len(ADVERTISERS) * len(CAMPAIGNS))
    normal = NORMAL[(luck(seed, "ad budget", campaign, week) * SIZE).astype(np.int64)]
    runs = luck(seed, "ad runs", campaign, week) >= PAUSES
    budget = np.repeat(BUDGETS, len(CAMPAIGNS)) * np.exp(UNEVEN * normal) * runs
    if not runs.any():
        budget = np.ones(len(campaign))
    share: np.ndarray = budget / budget.sum()
    return share
